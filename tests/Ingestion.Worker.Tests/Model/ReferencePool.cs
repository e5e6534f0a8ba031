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

    private readonly List<(ContactPoint One, ContactPoint Other)> links = [];
    private readonly Dictionary<string, ReferenceMessage> contents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReferenceComplaint> threads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ReferenceComplaint Complaint, DateTimeOffset At)> sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReferenceIdentity> identities = new(StringComparer.Ordinal);
    private readonly HashSet<ContactPoint> known = [];

    public List<ReferenceComplaint> Complaints { get; } = [];

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
            identities.Add(identity, new ReferenceIdentity(message.Complaint, message.Content.Text, false));
        }
    }

    public bool Link(ContactPoint one, ContactPoint other)
    {
        if (links.Exists(link => IsBetween(link, one, other)))
        {
            return false;
        }

        links.Add((one, other));
        Tell(one, other);
        return true;
    }

    public bool Unlink(ContactPoint one, ContactPoint other)
    {
        if (links.RemoveAll(link => IsBetween(link, one, other)) == 0)
        {
            return false;
        }

        Tell(one, other);
        return true;
    }

    /// <summary>Whether the two are one customer, be it over others.</summary>
    public bool AreOne(ContactPoint? one, ContactPoint? other)
    {
        if (one is null || other is null)
        {
            return false;
        }

        var reached = new HashSet<ContactPoint> { one };
        while (links.Find(link => reached.Contains(link.One) != reached.Contains(link.Other)) is { One: not null } next)
        {
            reached.Add(next.One);
            reached.Add(next.Other);
        }

        return reached.Contains(other);
    }

    private void Register(ReferenceMessage message)
    {
        if (message.Writer is { } writer)
        {
            known.Add(writer);
        }

        var complaint = message.Signed ?? ByConversation(message) ?? ByReference(message) ?? ByNumber(message) ?? BySession(message);
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
            threads.TryAdd(id, complaint);
        }

        if (SessionOf(message) is { } session && (!sessions.TryGetValue(session, out var before) || message.At >= before.At))
        {
            sessions[session] = (complaint, message.At);
        }
    }

    /// <summary>The provider vouches for its conversation while it lasts, whoever writes.</summary>
    private ReferenceComplaint? ByConversation(ReferenceMessage message) => message.Content.ConversationId is null ? null : Open(message, ConversationWindow);

    private ReferenceComplaint? BySession(ReferenceMessage message) => message.Content.ConversationId is null ? Open(message, SessionWindow) : null;

    private ReferenceComplaint? Open(ReferenceMessage message, TimeSpan window) =>
        SessionOf(message) is { } key && sessions.TryGetValue(key, out var session) && (message.At - session.At).Duration() <= window ? session.Complaint : null;

    /// <summary>A stranger who answers a mail of somebody else joins nothing.</summary>
    private ReferenceComplaint? ByReference(ReferenceMessage message) =>
        message.Content.References.Select(reference => threads.GetValueOrDefault(reference)).FirstOrDefault(complaint => complaint is not null && AreOne(complaint.Opener, message.Writer));

    private ReferenceComplaint? ByNumber(ReferenceMessage message) => message.Quoted.FirstOrDefault(quoted => AreOne(quoted.Opener, message.Writer));

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
                identities.Add(identity, new ReferenceIdentity(null, "", true));
                Settle(message, "revision", null);
            }

            return message.Content.IsWithdrawn;
        }

        Settle(message, "revision", stands.Complaint);
        if (stands.Complaint is { } complaint && (stands.Said, stands.IsWithdrawn) != (message.Content.Text, message.Content.IsWithdrawn))
        {
            complaint.Version++;
            if (!stands.IsWithdrawn)
            {
                (stands.Said, stands.IsWithdrawn) = (message.Content.Text, message.Content.IsWithdrawn);
            }
        }

        return true;
    }

    /// <summary>Downstream hears of it with each complaint that one of the two opened.</summary>
    private void Tell(ContactPoint one, ContactPoint other) => Complaints.FindAll(complaint => complaint.Opener == one || complaint.Opener == other).ForEach(complaint => complaint.Version++);

    private static bool IsBetween((ContactPoint One, ContactPoint Other) link, ContactPoint one, ContactPoint other) => link == (one, other) || link == (other, one);

    private static void Settle(ReferenceMessage message, string outcome, ReferenceComplaint? complaint)
    {
        message.Outcome = outcome;
        message.Complaint = complaint;
    }
}
