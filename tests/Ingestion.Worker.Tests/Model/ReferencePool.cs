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

    /// <summary>Enters a message that the model had left open.</summary>
    public void Adopt(ReferenceMessage message, ReferenceChoice choice)
    {
        message.Choices = [];
        Enter(message, choice);
    }

    private void Register(ReferenceMessage message)
    {
        if (message.Writer is { } writer)
        {
            known.Add(writer);
        }

        var choices = Choices(message);
        if (choices.Count == 1)
        {
            Enter(message, choices[0]);
        }
        else
        {
            message.Choices = choices;
        }
    }

    private void Enter(ReferenceMessage message, ReferenceChoice choice)
    {
        var complaint = choice.Complaint;
        if (complaint is null)
        {
            complaint = new ReferenceComplaint(message.Writer);
            Complaints.Add(complaint);
        }
        else
        {
            complaint.Version++;
        }

        Settle(message, choice.Outcome, complaint);
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

    /// <summary>
    /// A conversation continues its complaint while that is open; one that is closed only with the same matter. Then a matter that the customer told
    /// before. Else a complaint of its own.
    /// </summary>
    private List<ReferenceChoice> Choices(ReferenceMessage message)
    {
        var choices = new List<ReferenceChoice>();
        var ruledOut = new HashSet<ReferenceComplaint>();
        foreach (var complaint in ByConversation(message).Select(complaint => complaint.Last).Where(complaint => !ruledOut.Contains(complaint)))
        {
            var told = complaint.Tells(message.Matter!);
            if (!complaint.IsClosed || told == true)
            {
                choices.Add(new ReferenceChoice(complaint.IsClosed ? "repeat-contact" : "follow-up", complaint));
                return choices;
            }

            ruledOut.Add(complaint);
            if (told is null)
            {
                choices.Add(new ReferenceChoice("repeat-contact", complaint));
            }
        }

        var own = Complaints.FindAll(complaint => Persons.AreOne(complaint.Opener, message.Writer) && (!ruledOut.Contains(complaint) || complaint.Tells(message.Matter!) is null));
        var alike = own.FindAll(complaint => complaint.Tells(message.Matter!) != false || complaint.Messages.Exists(other => other.Quoted.Intersect(message.Quoted).Any()));
        choices.AddRange(alike.Select(complaint => new ReferenceChoice("repeat-contact", complaint.Last)));
        if (!own.Exists(complaint => complaint.Tells(message.Matter!) == true))
        {
            choices.Add(ReferenceChoice.Opening);
        }

        return [.. choices.Distinct()];
    }

    /// <summary>The complaints that a conversation leads to, the most certain first.</summary>
    private IEnumerable<ReferenceComplaint> ByConversation(ReferenceMessage message)
    {
        if (message.Signed is { } signed)
        {
            yield return signed;
        }

        // The provider vouches for its conversation while it lasts, whoever writes.
        if (message.Content.ConversationId is not null && Open(message, ConversationWindow) is { } room)
        {
            yield return room;
        }

        // A stranger who answers a mail of somebody else joins nothing, and who names a number of somebody else neither.
        var answered = message.Content.References.Select(reference => threads.GetValueOrDefault(reference)?.Complaint).OfType<ReferenceComplaint>();
        foreach (var complaint in answered.Concat(message.Quoted).Where(complaint => MayJoin(message, complaint)))
        {
            yield return complaint;
        }

        if (message.Content.ConversationId is null && Open(message, SessionWindow) is { } session)
        {
            yield return session;
        }
    }

    private ReferenceComplaint? Open(ReferenceMessage message, TimeSpan window) =>
        SessionOf(message) is { } key && sessions.TryGetValue(key, out var last) && (message.At - last.At).Duration() <= window ? last.Complaint : null;

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
        stands.First.Changes++;
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
