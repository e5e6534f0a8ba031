using System.Data.Common;
using Ingestion.Channels;
using Ingestion.Worker.Attachments;
using Ingestion.Worker.Clusters;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Quarantine;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Erasure;

/// <summary>
/// Erases what a customer wrote, with its copies and versions, when the customer or the provider asks for it: bytes, texts, names, addresses.
/// Keys, outcomes, tracking numbers and statistics stay. One transaction; the rehearsal is the same, taken back.
/// </summary>
internal sealed class OnRequest(Database database, IdBlock ids, string actor)
{
    private const int MostComplaints = 1000;

    /// <summary>One message, by the provider's id. Null when it is not known.</summary>
    public Task<ErasureReport?> EraseMessageAsync(string channel, string externalId, bool isRehearsal, CancellationToken cancellationToken) =>
        RunAsync(
            async session => await ErasedMessages.FindAsync(session, channel, externalId) is { } message ? await ErasedMessages.WithVersionsAsync(session, message) : null,
            isRehearsal,
            cancellationToken);

    /// <summary>All messages of a complaint. Null when there is none of this number.</summary>
    public Task<ErasureReport?> EraseComplaintAsync(TrackingNumber number, bool isRehearsal, CancellationToken cancellationToken) =>
        RunAsync(
            async session => await ComplaintPool.FindAsync(session, number) is { } complaint
                ? [.. await ErasedTexts.MessagesAsync(session, complaint), .. await ErasedMessages.OfComplaintAsync(session, complaint)]
                : null,
            isRehearsal,
            cancellationToken);

    /// <summary>
    /// All that came from a contact point or was written in its name: in complaints, with copies and versions, and what belongs to none. Points linked with
    /// it keep theirs. Null when nothing is known of it.
    /// </summary>
    public Task<ErasureReport?> EraseContactAsync(ContactPoint point, bool isRehearsal, CancellationToken cancellationToken) =>
        RunAsync(
            async session =>
            {
                var written = await ErasedMessages.WithVersionsAsync(session, await ErasedTexts.WrittenByAsync(session, point));
                written.UnionWith(await ErasedMessages.OfSendersAsync(session, [ErasedTexts.SenderOf(point)]));
                return written.Count > 0 || await ContactLinks.FindAsync(session, point) is not null ? written : null;
            },
            isRehearsal,
            cancellationToken,
            point);

    /// <param name="find">The messages; null when what is asked for is not known.</param>
    /// <param name="isRehearsal">Whether all of it is taken back.</param>
    /// <param name="cancellationToken">Ends it before the commit.</param>
    /// <param name="asked">The point whose messages are asked for.</param>
    private async Task<ErasureReport?> RunAsync(Func<StoreSession, Task<HashSet<long>?>> find, bool isRehearsal, CancellationToken cancellationToken, ContactPoint? asked = null)
    {
        const int MostTries = 3;
        var firstEvent = await ids.TakeAsync(MostComplaints, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.WriteAsync(
                    async session =>
                    {
                        if (await find(session) is { } known)
                        {
                            await LockAsync(session, known, asked);
                        }

                        // What was registered while this waited belongs to it.
                        var report = await find(session) is { } messages ? await EraseAsync(session, await WithUnattachedAsync(session, messages), asked, firstEvent) : null;
                        return isRehearsal ? throw new RehearsalEndedException(report) : report;
                    },
                    cancellationToken);
            }
            catch (RehearsalEndedException ended)
            {
                return ended.Report;
            }
            catch (DbException exception) when (database.IsUniqueViolation(exception) && attempt < MostTries)
            {
                // A message that had no outcome yet has got one meanwhile.
            }
        }
    }

    /// <summary>A version of these messages, a message of these customers and a correction are waited for, and wait for this.</summary>
    private static async Task LockAsync(StoreSession session, HashSet<long> all, ContactPoint? asked)
    {
        List<long> complaints = [.. (await ErasedMessages.DescribeAsync(session, all)).Select(message => message.ComplaintId).OfType<long>().Distinct()];
        var contacts = await WithAskedAsync(session, await ErasedTexts.ContactsAsync(session, all, complaints), asked);
        var points = await ContactPlace.PointsAsync(session, contacts);
        await ContactPlace.LockAsync(session, points, await ErasedMessages.IdentitiesAsync(session, all), asked);
        await FingerprintRemoval.LockAsync(session);
    }

    /// <summary>With absence notes and the like of customers of whom nothing else is left.</summary>
    private static async Task<HashSet<long>> WithUnattachedAsync(StoreSession session, HashSet<long> messages)
    {
        List<long> complaints = [.. (await ErasedMessages.DescribeAsync(session, messages)).Select(message => message.ComplaintId).OfType<long>().Distinct()];
        return [.. messages, .. await ErasedMessages.OfSendersAsync(session, await ErasedTexts.SendersAsync(session, messages, complaints))];
    }

    private async Task<ErasureReport> EraseAsync(StoreSession session, HashSet<long> all, ContactPoint? asked, long nextEvent)
    {
        var messages = await ErasedMessages.DescribeAsync(session, all);
        List<long> complaintIds = [.. messages.Select(message => message.ComplaintId).OfType<long>().Distinct()];
        var written = await ErasedTexts.WithTextOfAsync(session, all, complaintIds);
        var complaints = await ComplaintPool.ComplaintsAsync(session, written, []);
        var emptied = await ErasedMessages.EraseAsync(session, messages, actor);
        var files = await ErasedAttachments.EraseAsync(session, all);
        await FingerprintRemoval.OfAsync(session, all);
        var recipients = await ErasedAnswers.EraseAsync(session, all, complaintIds);
        var contacts = await WithAskedAsync(session, await ErasedTexts.ContactsAsync(session, all, complaintIds), asked);
        await ErasedTexts.EraseAsync(session, all, written);
        var requests = await ErasedRequests.EraseAsync(
            session,
            [.. messages.Select(message => message.Channel).Distinct(StringComparer.Ordinal)],
            [
                .. messages.Select(message => message.ExternalId), .. recipients.Select(recipient => recipient.Value),
                .. (await ContactPlace.PointsAsync(session, contacts)).Select(point => point.Value), .. asked is null ? Array.Empty<string>() : [asked.Value],
            ],
            actor);
        await ErasedTexts.ForgetEvidenceAsync(session, contacts);
        var points = await ErasedTexts.ForgetPointsAsync(session, contacts, recipients, await ErasedAnswers.StillWrittenAsync(session, recipients));
        if (emptied > 0)
        {
            await TellAsync(session, messages, complaints, nextEvent);
        }

        return new ErasureReport(messages, emptied, [.. complaints.Select(complaint => complaint.TrackingNumber)], recipients.Count, points, requests, files);
    }

    private static async Task<List<long>> WithAskedAsync(StoreSession session, List<long> contacts, ContactPoint? asked) =>
        asked is not null && await ContactLinks.FindAsync(session, asked) is { } known ? [.. contacts, known.ContactId] : contacts;

    /// <param name="session">The transaction that erases.</param>
    /// <param name="messages">All that are erased.</param>
    /// <param name="complaints">Those that had a text of them. What only asked about a complaint changes nothing in it.</param>
    /// <param name="nextEvent">The first id for events.</param>
    private async Task TellAsync(StoreSession session, List<ErasableMessage> messages, List<KnownComplaint> complaints, long nextEvent)
    {
        var events = new EventRows();
        var versions = new VersionRows();
        foreach (var complaint in complaints)
        {
            var erased = messages.FindAll(message => message.ComplaintId == complaint.Id);
            events.Add(nextEvent++, complaint.Id, complaint.Version + 1, "complaint.erased", new EventPayload { MessageIds = [.. erased.Select(message => message.Id)] });
            versions.Add(complaint.Id, 1);
            await OperatorActions.RecordAsync(session, complaint.Id, "erased", actor, $"{erased.Count} messages with their content");
        }

        foreach (var message in messages.Where(message => !complaints.Exists(complaint => complaint.Id == message.ComplaintId)))
        {
            await OperatorActions.RecordAsync(session, message.Id, "erased", actor, message.Outcome ?? "undecided");
        }

        await session.RunAsync([events.Statement, versions.Statement]);
    }
}
