using System.CommandLine;
using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Attachments;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Erasure;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>erase</c>: forgets what a customer wrote, on request.</summary>
internal static class EraseCommand
{
    /// <summary>Beside its fetch: a worker that has just found such a file useful refers to it by then.</summary>
    private static readonly TimeSpan Recording = TimeSpan.FromMinutes(15);

    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var channel = new Argument<string?>("channel") { Description = "The channel that the message came by.", Arity = ArgumentArity.ZeroOrOne };
        var externalId = new Argument<string?>("external id") { Description = "The provider's id of the message.", Arity = ArgumentArity.ZeroOrOne };
        var tracking = new Option<string?>("--tracking") { Description = "All messages of the complaint with this tracking number instead.", HelpName = "NUMBER" };
        var contact = new Option<string?>("--contact")
        {
            Description = "All that came from this address instead: a mail address, a telephone number with its country (+994…) or a handle with its network (x:1234).",
            HelpName = "POINT",
        };
        var yes = new Option<bool>("--yes") { Description = "Do it. Without this, only what would go is shown." };
        var command = new Command(
            "erase", "Erase what a customer wrote, with copies and versions of it: bytes, texts, names, addresses. Keys, outcomes and tracking numbers stay.")
        {
            channel, externalId, tracking, contact, yes,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (name, id, number, address) = (parsed.GetValue(channel), parsed.GetValue(externalId), parsed.GetValue(tracking), parsed.GetValue(contact));
            var isWhole = name is not null && id is not null;
            if ((isWhole ? 1 : 0) + (number is null ? 0 : 1) + (address is null ? 0 : 1) != 1 || (!isWhole && name is not null))
            {
                terminal.Complain("say either a channel and the provider's id of a message, or --tracking and a number, or --contact and an address");
                return ExitCode.Usage;
            }

            TrackingNumber known = default;
            if (number is not null && !TrackingNumber.TryParse(number, out known))
            {
                terminal.Complain("that is no tracking number: its check digit does not fit");
                return ExitCode.Usage;
            }

            var point = address is null ? null : ContactPoint.Read(address);
            if (address is not null && point is null)
            {
                terminal.Complain("that is no contact point: write a mail address, a telephone number with its country (+994…) or a handle with its network (x:1234)");
                return ExitCode.Usage;
            }

            var settings = options.Load(parsed).Worker;
            await using var database = Databases.Open(settings.Database);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            var erasure = new OnRequest(database, new IdBlock(database), OperatorActions.Actor);
            var isRehearsal = !parsed.GetValue(yes);
            var linked = point is null ? [] : await LinkedWithAsync(database, point, cancellationToken);
            var report = point is not null ? await erasure.EraseContactAsync(point, isRehearsal, cancellationToken)
                : number is not null ? await erasure.EraseComplaintAsync(known, isRehearsal, cancellationToken)
                : await erasure.EraseMessageAsync(name!.ToLowerInvariant(), id!, isRehearsal, cancellationToken);
            if (report is null)
            {
                terminal.Complain(point is not null ? "nothing is known of this contact point" : number is not null ? "no complaint has this number" : $"channel {name} has no message {id}");
                return ExitCode.Failed;
            }

            Tell(terminal, report, isRehearsal);
            if (linked.Count > 0)
            {
                terminal.Out.WriteLine($"linked with it as one person, and not erased by this: {string.Join(", ", linked.Select(other => other.Masked()))}");
            }

            if (!isRehearsal)
            {
                var (removed, left) = await ErasedAttachments.RemoveAsync(
                    new AttachmentStore(AttachmentFolder.Of(settings), 0, TimeProvider.System),
                    new AttachmentQueue(database, new IdBlock(database), settings.Attachments),
                    report.Files,
                    database.Kind == StoreKind.Sqlite ? TimeSpan.Zero : settings.Attachments.Timeout + Recording,
                    cancellationToken);
                TellFiles(terminal, removed, left);
                await database.OverwriteErasedAsync(cancellationToken);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<List<ContactPoint>> LinkedWithAsync(Database database, ContactPoint point, CancellationToken cancellationToken) => await database.ReadAsync(
        async session => await ContactLinks.FindAsync(session, point) is { } known
            ? (await ContactLinks.PointsAsync(session, known)).FindAll(other => other.ContactId != known.ContactId).ConvertAll(other => other.Point)
            : [],
        cancellationToken);

    private static void TellFiles(Terminal terminal, int removed, int left)
    {
        if (removed > 0)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"removed {removed} attachment {(removed == 1 ? "file" : "files")}"));
        }

        if (left > 0)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{left} attachment {(left == 1 ? "file was" : "files were")} stored minutes ago: the worker removes what nothing refers to within 30 hours"));
        }
    }

    private static void Tell(Terminal terminal, ErasureReport report, bool isRehearsal)
    {
        TextTable.Write(
            terminal.Out,
            ["message", "channel", "bytes", "outcome", "complaint"],
            report.Messages.Select(message => new[]
            {
                message.Id.ToString(CultureInfo.InvariantCulture),
                message.Channel,
                message.Bytes.ToString(CultureInfo.InvariantCulture),
                message.Outcome ?? "undecided",
                message.ComplaintId?.ToString(CultureInfo.InvariantCulture) ?? "",
            }));
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Emptied} of {report.Messages.Count} messages with content, {report.Answers} answers' addresses, {report.Points} contact points{(report.Requests > 0 ? string.Create(CultureInfo.InvariantCulture, $", {report.Requests} requests in quarantine") : "")}");
        terminal.Out.WriteLine(isRehearsal ? $"would erase {what}; nothing was changed, add --yes to erase" : $"erased {what}");
    }
}
