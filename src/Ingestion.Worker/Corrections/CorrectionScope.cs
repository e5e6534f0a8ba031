using Ingestion.Worker.Complaints;
using Ingestion.Worker.Events;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Corrections;

/// <summary>
/// The complaints of one correction, locked as the intake locks them: a message of these customers is decided before or after it, never across it.
/// </summary>
internal sealed class CorrectionScope
{
    private readonly StoreSession session;
    private readonly string actor;
    private readonly Dictionary<long, KnownComplaint> complaints;
    private readonly EventRows events = new();
    private readonly VersionRows versions = new();
    private long nextEvent;

    private CorrectionScope(StoreSession session, string actor, long nextEvent, List<KnownComplaint> complaints)
    {
        this.session = session;
        this.actor = actor;
        this.nextEvent = nextEvent;
        this.complaints = complaints.ToDictionary(complaint => complaint.Id);
    }

    public KnownComplaint this[long id] => complaints[id];

    /// <summary>The id of a complaint that was named.</summary>
    /// <exception cref="CorrectionRefusedException">There is none.</exception>
    public static async Task<long> FindAsync(StoreSession session, TrackingNumber number) =>
        await ComplaintPool.FindAsync(session, number) ?? throw new UnknownComplaintException($"no complaint has the number {number.Format()}");

    /// <param name="session">The transaction.</param>
    /// <param name="ids">The complaints.</param>
    /// <param name="actor">Who corrects.</param>
    /// <param name="nextEvent">The first of as many ids as there will be events.</param>
    public static async Task<CorrectionScope> LockAsync(StoreSession session, IReadOnlyCollection<long> ids, string actor, long nextEvent)
    {
        await session.LockAsync(["corrections"]);
        var messages = new List<StandingMessage>();
        foreach (var id in ids)
        {
            messages.AddRange(await StandingMessage.OfAsync(session, id));
        }

        var points = await ContactPlace.PointsAsync(session, [.. messages.Select(message => message.ContactId).OfType<long>().Distinct()]);
        await ContactPlace.LockAsync(session, points, await SessionKeysAsync(session, messages, points));
        return new CorrectionScope(session, actor, nextEvent, await ComplaintPool.ComplaintsAsync(session, [.. ids], []));
    }

    /// <summary>The sessions that messages may belong to: of their senders on their channels, and of their conversations.</summary>
    public static async Task<HashSet<Guid>> SessionKeysAsync(StoreSession session, IReadOnlyCollection<StandingMessage> messages, IReadOnlyCollection<LinkedPoint> points)
    {
        var channels = (await ArrivedMessage.OfAsync(session, [.. messages.Select(message => message.MessageId)])).ToDictionary(message => message.Id, message => message.Channel);
        var byContact = points.ToDictionary(point => point.ContactId);
        var keys = messages.Select(message => message.ConversationKey).OfType<Guid>().ToHashSet();
        foreach (var message in messages)
        {
            if (message.ContactId is { } contact && byContact.TryGetValue(contact, out var point) && channels.TryGetValue(message.MessageId, out var channel))
            {
                keys.Add(Conversations.SessionKey(channel, point.Kind, point.Value));
            }
        }

        return keys;
    }

    public async Task RefuseErasedAsync()
    {
        foreach (var id in await OperatorActions.WithAsync(session, [.. complaints.Keys], "erased"))
        {
            if (await ErasedTexts.IsEmptyAsync(session, id))
            {
                throw new CorrectionRefusedException($"{Name(id)} was erased on request: nothing of it is left to compare");
            }
        }
    }

    /// <summary>As people write it.</summary>
    public string Name(long id) => TrackingNumber.TryParse(complaints[id].TrackingNumber, out var number) ? number.Format() : complaints[id].TrackingNumber;

    /// <summary>Tells one complaint's readers, and for the audit what it was before.</summary>
    public async Task TellAsync(long id, string type, EventPayload payload, string action, string before)
    {
        events.Add(nextEvent++, id, complaints[id].Version + 1, type, payload);
        versions.Add(id, 1);
        await OperatorActions.RecordAsync(session, id, action, actor, before);
    }

    /// <summary>Tells of a complaint that is new.</summary>
    public void TellOpened(long id, EventPayload payload) => events.Add(nextEvent++, id, 1, "complaint.opened", payload);

    public Task EndAsync() => session.RunAsync([events.Statement, versions.Statement]);
}
