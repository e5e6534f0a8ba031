using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Model;

/// <summary>
/// The pool as lists: complaints with their messages, who is one person, and who may join what. Slow and plain, so that it can be read
/// beside the promises; the worker's pool must be the same after every sequence.
/// </summary>
internal sealed class ReferencePool
{
    private static readonly TimeSpan SessionWindow = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan ConversationWindow = TimeSpan.FromHours(24);

    private readonly Dictionary<string, ReferenceMessage> contents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReferenceMessage> threads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReferenceIdentity> identities = new(StringComparer.Ordinal);
    private readonly HashSet<ContactPoint> known = [];

    /// <summary>The last message of each session.</summary>
    private readonly Dictionary<string, ReferenceMessage> sessions = new(StringComparer.Ordinal);

    public List<ReferenceComplaint> Complaints { get; } = [];

    public ReferencePersons Persons { get; } = new();

    public ReferenceLinks Links { get; } = new();

    /// <summary>Whether a message of this point was ever looked at as a customer's.</summary>
    public bool Knows(ContactPoint point) => known.Contains(point);

    /// <summary>Decides a message: sets its outcome and its complaint.</summary>
    public void Decide(ReferenceMessage message)
    {
        if (Revises(message))
        {
            return;
        }

        if (message.IsMachine)
        {
            Settle(message, "machine-mail", message.Signed);
        }
        else if (message.Print is { } print && contents.TryGetValue(print, out var first))
        {
            message.First = first;
            Settle(message, "duplicate", first.Complaint);
        }
        else
        {
            Register(message);
        }

        if (message.Print is { } content)
        {
            contents.TryAdd(content, message);
        }

        if (message.Content.Identity is { } identity)
        {
            identities.Add(identity, new ReferenceIdentity(message));
        }
    }

    /// <summary>Takes a message out of its complaint into one of its own, with its copies and versions and all that later messages find it by.</summary>
    public ReferenceComplaint Split(ReferenceMessage message, IEnumerable<ReferenceMessage> all)
    {
        var from = message.Complaint!;
        var opened = new ReferenceComplaint(message.Writer);
        Complaints.Add(opened);
        from.Messages.Remove(message);
        opened.Messages.Add(message);
        from.Version++;
        message.Complaint = opened;
        foreach (var other in all.Where(other => other.First == message && other.Complaint == from))
        {
            other.Complaint = opened;
        }

        return opened;
    }

    private void Register(ReferenceMessage message)
    {
        if (message.Writer is { } writer)
        {
            known.Add(writer);
        }

        var complaint = (message.Signed ?? ByConversation(message) ?? ByReference(message) ?? ByNumber(message) ?? BySession(message))?.Last;
        if (complaint is null)
        {
            complaint = new ReferenceComplaint(message.Writer);
            Complaints.Add(complaint);
            Settle(message, "complaint", complaint);
        }
        else
        {
            complaint.Version++;
            Settle(message, "follow-up", complaint);
        }

        complaint.Messages.Add(message);
        if (message.Content.MessageId is { } id)
        {
            threads.TryAdd(id, message);
        }

        if (SessionOf(message) is { } session && (!sessions.TryGetValue(session, out var before) || message.At >= before.At))
        {
            sessions[session] = message;
        }
    }

    /// <summary>The provider vouches for its conversation while it lasts, whoever writes.</summary>
    private ReferenceComplaint? ByConversation(ReferenceMessage message) => message.Content.ConversationId is null ? null : Open(message, ConversationWindow);

    private ReferenceComplaint? BySession(ReferenceMessage message) => message.Content.ConversationId is null ? Open(message, SessionWindow) : null;

    private ReferenceComplaint? Open(ReferenceMessage message, TimeSpan window) =>
        SessionOf(message) is { } key && sessions.TryGetValue(key, out var last) && (message.At - last.At).Duration() <= window ? last.Complaint : null;

    /// <summary>A stranger who answers a mail of somebody else joins nothing.</summary>
    private ReferenceComplaint? ByReference(ReferenceMessage message) =>
        message.Content.References.Select(reference => threads.GetValueOrDefault(reference)?.Complaint).FirstOrDefault(complaint => complaint is not null && MayJoin(message, complaint));

    private ReferenceComplaint? ByNumber(ReferenceMessage message) => message.Quoted.FirstOrDefault(quoted => MayJoin(message, quoted));

    /// <summary>Its customer, and the customer of the complaint that goes on with its matter.</summary>
    private bool MayJoin(ReferenceMessage message, ReferenceComplaint complaint) =>
        Persons.AreOne(complaint.Opener, message.Writer) || Persons.AreOne(complaint.Last.Opener, message.Writer);

    private static string? SessionOf(ReferenceMessage message) => message.Content switch
    {
        { ConversationId: { } room } => "room " + room,
        { Medium: Medium.Sms, Sender: { } sender } => "telephone " + sender.Value,
        _ => null,
    };

    /// <summary>A later version stands where its message stands, opens nothing, and brings nothing back that was deleted.</summary>
    private bool Revises(ReferenceMessage message)
    {
        if (message.Content.Identity is not { } identity)
        {
            return false;
        }

        if (!identities.TryGetValue(identity, out var stands))
        {
            if (message.Content.IsWithdrawn)
            {
                Settle(message, "revision", null);
                identities.Add(identity, new ReferenceIdentity(message));
            }

            return message.Content.IsWithdrawn;
        }

        message.First = stands.First;
        Settle(message, "revision", stands.First.Complaint);
        if (stands.First.Complaint is { } complaint && (stands.Said, stands.IsWithdrawn) != (message.Content.Text, message.Content.IsWithdrawn))
        {
            complaint.Version++;
            if (!stands.IsWithdrawn)
            {
                (stands.Said, stands.IsWithdrawn) = (message.Content.Text, message.Content.IsWithdrawn);
            }
        }

        return true;
    }

    private static void Settle(ReferenceMessage message, string outcome, ReferenceComplaint? complaint)
    {
        message.Outcome = outcome;
        message.Complaint = complaint;
    }
}
