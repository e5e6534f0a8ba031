using System.Globalization;
using Ingestion.Mail.Imap;

namespace Ingestion.Channels.Email.Imap;

/// <summary>Where a new channel begins in a mailbox that already holds mail.</summary>
internal sealed class ImapStart(ChannelSetup setup, ImapOptions options)
{
    /// <summary>The UID behind which a new channel begins.</summary>
    public async Task<uint> FirstAsync(ImapClient client, CancellationToken cancellationToken)
    {
        if (options.Backfill == ImapBackfill.All || (options.Backfill == ImapBackfill.SinceStartDate && setup.StartDate is null))
        {
            return 0;
        }

        if (options.Backfill == ImapBackfill.SinceStartDate)
        {
            // SINCE compares days in the server's zone: one more day is safe.
            var day = setup.StartDate!.Value.UtcDateTime.AddDays(-1).ToString("d-MMM-yyyy", CultureInfo.InvariantCulture);
            if (await client.SearchAsync("SINCE " + day, cancellationToken).ConfigureAwait(false) is [var first, ..])
            {
                return first - 1;
            }
        }

        return client.Mailbox!.UidNext is { } next
            ? next - 1
            : (await client.SearchAsync("ALL", cancellationToken).ConfigureAwait(false)).LastOrDefault();
    }
}
