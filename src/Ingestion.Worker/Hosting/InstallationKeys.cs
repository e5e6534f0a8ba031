using Ingestion.Worker.Following;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Hosting;

/// <summary>What this installation signs with, made once and kept in the store.</summary>
/// <param name="OwnIds">Message-IDs of our mail.</param>
/// <param name="StatusLinks">Links to the status page.</param>
/// <param name="LinkCodes">Codes by which customers show that two addresses are theirs.</param>
internal sealed record InstallationKeys(SignedMessageId OwnIds, StatusLink StatusLinks, LinkCode LinkCodes)
{
    public static async Task<InstallationKeys> LoadAsync(Database database, string mailDomain, CancellationToken cancellationToken) => new(
        await SignedMessageId.OfAsync(database, mailDomain, cancellationToken),
        new StatusLink(await InstallationKey.GetAsync(database, "status-link-key", cancellationToken)),
        new LinkCode(await InstallationKey.GetAsync(database, "link-code-key", cancellationToken)));
}
