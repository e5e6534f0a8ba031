using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Quarantine;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ingestion.Worker.Commands;

/// <summary>Judges requests in quarantine again and accepts the messages of those that are genuine, like any others.</summary>
internal sealed class QuarantineRelease : IAsyncDisposable
{
    private readonly Database database;
    private readonly ChannelDirectory channels;
    private readonly MessageInbox inbox;

    public QuarantineRelease(LoadedSettings settings, Database database)
    {
        this.database = database;
        channels = ChannelDirectory.Open(settings, NullLoggerFactory.Instance, TimeProvider.System);
        inbox = new MessageInbox(database, new IdBlock(database), new Backlog(settings.Worker.Intake.MaxBacklog));
        inbox.Start();
    }

    /// <summary>Returns whether it is released, and what to tell.</summary>
    public async Task<(bool Done, string Text)> RunAsync(long id, bool asGenuine, CancellationToken cancellationToken)
    {
        if (await QuarantineRows.ReadAsync(database, id, cancellationToken) is not { } refused)
        {
            return (false, "is not in quarantine");
        }

        if (channels.Find(refused.Channel)?.Parts.Receiver is not { } receiver)
        {
            return (false, $"belongs to the channel {refused.Channel}, which is not enabled now");
        }

        var request = Request(refused);
        await receiver.PrepareAsync(request, cancellationToken);
        var verdict = receiver.Receive(request);
        var isVouchedFor = verdict is WebhookVerdict.Refuse && asGenuine;
        if (isVouchedFor)
        {
            verdict = receiver.Receive(request with { IsVouchedFor = true });
        }

        if (verdict is WebhookVerdict.Refuse { Reason: var reason })
        {
            return (false, isVouchedFor ? $"is refused even so: {reason}" : $"is still refused: {reason}; --as-genuine takes it on your word");
        }

        if (verdict is WebhookVerdict.Report report)
        {
            await Receipts.AcceptAsync(database, refused.Channel, report.Receipts, cancellationToken);
        }

        IReadOnlyList<OfferedMessage> messages = verdict is WebhookVerdict.Take take ? take.Messages : [];
        var accepted = messages.Count == 0 ? [] : await inbox.AcceptAsync(refused.Channel, messages, cancellationToken);
        var action = isVouchedFor ? "released as genuine" : "released";
        await QuarantineRows.EndAsync(database, id, QuarantineEntry.Released, action, OperatorActions.Actor, cancellationToken);
        return (true, $"{action}: {Told(accepted)}");
    }

    public async ValueTask DisposeAsync()
    {
        await inbox.StopAsync();
        await channels.DisposeAsync();
    }

    private static string Told(IReadOnlyList<AcceptedOffer> accepted) => accepted.Count == 0
        ? "it brought no message"
        : string.Join(", ", accepted.Select(offer => string.Create(CultureInfo.InvariantCulture, $"message {offer.Id}{(offer.IsRepeat ? ", which was there before" : "")}")));

    /// <summary>As it came, at the time at which it came: its signature's age is the age that it had.</summary>
    private static WebhookRequest Request(RefusedRequest refused)
    {
        var query = QueryHelpers.ParseQuery(refused.Query);
        return new WebhookRequest
        {
            Method = refused.Method,
            Header = name => refused.Headers[name],
            Query = name => query.TryGetValue(name, out var values) ? values[0] : null,
            QueryString = refused.Query,
            Body = refused.Body,
            ReceivedAt = refused.ReceivedAt,
            Path = refused.Path,
        };
    }
}
