using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Tests.Core;

namespace Ingestion.Worker.Tests.Model;

/// <summary>Writes what the customers of one sequence send.</summary>
internal sealed class SequenceWriter(string name)
{
    private readonly ContactPoint[] points =
    [
        Some.Email($"ayla.{name}@customer.example"), Some.Phone(PhoneOf(name)), Some.Email($"rza.{name}@stranger.example"), Some.Email($"leyla.{name}@customer.example"),
    ];

    private int matters;

    public IReadOnlyList<ContactPoint> Points => points;

    /// <summary>All that was offered, in its order.</summary>
    public List<ReferenceMessage> Messages { get; } = [];

    /// <summary>The message of a step: a new one, or one that comes again. Null when there is nothing to write about.</summary>
    public ReferenceMessage? Write(Step step, DateTimeOffset at) => step.Kind switch
    {
        StepKind.Arrive => Arrive(step, at),
        StepKind.ChatLine => ChatLine(step, at),
        StepKind.Redeliver => Earlier(step, _ => true),
        StepKind.Copy => Copy(step, at),
        StepKind.Reply => Reply(step, at),
        StepKind.Forward => Forward(step, at),
        StepKind.Edit => Edit(step, at),
        StepKind.MachineReport => MachineReport(step, at),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>Mostly of a new matter, sometimes of one that was told before.</summary>
    private ReferenceMessage Arrive(Step step, DateTimeOffset at)
    {
        var writer = points[step.Who % points.Length];
        var matter = step.How < 2 && Earlier(step, message => message.Matter is not null) is { } earlier ? earlier.Matter! : NewMatter();
        return writer.Kind == ContactPointKind.Phone
            ? Add(at, "sms", Some.Sms(matter.Text, writer.Value), matter)
            : Add(at, MailboxOf(step.How), Mail(matter.Text, writer), matter, print: true);
    }

    /// <summary>Rooms of several people: the provider vouches for them.</summary>
    private ReferenceMessage ChatLine(Step step, DateTimeOffset at)
    {
        var who = step.Who % 3;
        var matter = NewMatter();
        var line = Some.Chat($"{name}-room-{step.Which % 2}", matter.Text, who == 0 ? null : points[who == 1 ? 0 : 2]);
        return Add(at, "chat", step.How % 2 == 0 ? line : line with { Identity = $"{name}-line-{Messages.Count}" }, matter);
    }

    private ReferenceMessage? Copy(Step step, DateTimeOffset at) => Earlier(step, message => message.Print is not null) is { } first
        ? Add(at, first.Channel == "mail" ? "mail2" : "mail", first.Content, first.Matter, first.Print, first.Signed, first.Quoted, first.IsMachine)
        : null;

    private ReferenceMessage? Reply(Step step, DateTimeOffset at)
    {
        if (Earlier(step, message => message is { Complaint: not null, IsMachine: false }) is not { } first)
        {
            return null;
        }

        var writer = points[step.Who % points.Length];
        var complaint = first.Complaint is { Id: not null } known ? known : null;
        var matter = step.How % 2 == 0 && first.Matter is { } same ? same : NewMatter();
        var text = "about that: " + matter.Text;
        if (writer.Kind == ContactPointKind.Phone)
        {
            return Add(at, "sms", Some.Sms($"{text}, number {complaint?.Number}", writer.Value), matter, quoted: complaint is null ? [] : [complaint]);
        }

        return (step.How % 3) switch
        {
            0 when complaint is not null => Add(at, MailboxOf(step.How), Mail($"{text}, number {complaint.Number}", writer), matter, print: true, quoted: [complaint]),
            1 when complaint is not null => Add(
                at, MailboxOf(step.How), Mail(text, writer).Answering(CoreOnStore.OwnIds.Create("ack", complaint.Id!.Value)), matter, print: true, signed: complaint),
            _ when first.Content.MessageId is { } id => Add(at, MailboxOf(step.How), Mail(text, writer).Answering("<of-another@elsewhere.example>", id), matter, print: true),
            _ => null,
        };
    }

    /// <summary>With the number that we gave, or without.</summary>
    private ReferenceMessage? Forward(Step step, DateTimeOffset at)
    {
        if (Earlier(step, message => message is { Content.Medium: Medium.Email, IsMachine: false }) is not { } first)
        {
            return null;
        }

        var quoted = step.How % 2 == 0 && first.Complaint is { Id: not null } known ? known : null;
        var text = $"please see below {quoted?.Number}\n---------- Forwarded message ----------\n{first.Content.Text}";
        var writer = points[(step.Who % 3) switch { 0 => 0, 1 => 2, _ => 3 }];
        return Add(at, MailboxOf(step.How), Mail(text, writer), first.Matter, print: true, quoted: quoted is null ? first.Quoted : [quoted, .. first.Quoted]);
    }

    private ReferenceMessage? Edit(Step step, DateTimeOffset at)
    {
        if (Earlier(step, message => message.Content is { Identity: not null, IsWithdrawn: false }) is not { } first)
        {
            // What was never seen is deleted.
            return step.How == 7 ? Add(at, "chat", Withdrawal($"{name}-line-unseen-{Messages.Count}"), null) : null;
        }

        return (step.How % 4) switch
        {
            0 => Add(at, "chat", Withdrawal(first.Content.Identity!), null),
            1 => Add(at, "chat", first.Content, first.Matter),
            _ => Add(at, "chat", first.Content with { Text = first.Content.Text + "!" }, first.Matter),
        };
    }

    private ReferenceMessage MachineReport(Step step, DateTimeOffset at)
    {
        var complaint = Earlier(step, message => message.Complaint?.Id is not null)?.Complaint;
        var mail = Mail("I am away", points[step.Who % 2 == 0 ? 0 : 2]).Signed("auto-submitted", MachineSignStrength.MachineReport);
        return Add(
            at, "mail", complaint is null ? mail : mail.Answering(CoreOnStore.OwnIds.Create("ack", complaint.Id!.Value)), null, print: step.How % 2 == 0, signed: complaint, isMachine: true);
    }

    private ReferenceMessage? Earlier(Step step, Func<ReferenceMessage, bool> fits)
    {
        var fitting = Messages.Where(fits).ToList();
        return fitting.Count == 0 ? null : fitting[step.Which % fitting.Count];
    }

    private ReferenceMessage Add(
        DateTimeOffset at, string channel, InboundMessage content, ReferenceMatter? matter, bool print, ReferenceComplaint? signed = null, IReadOnlyList<ReferenceComplaint>? quoted = null, bool isMachine = false) =>
        Add(at, channel, content, matter, print ? $"{name}-print-{Messages.Count}" : null, signed, quoted, isMachine);

    private ReferenceMessage Add(
        DateTimeOffset at, string channel, InboundMessage content, ReferenceMatter? matter, string? print = null, ReferenceComplaint? signed = null, IReadOnlyList<ReferenceComplaint>? quoted = null, bool isMachine = false)
    {
        var message = new ReferenceMessage
        {
            Key = $"{name}-{Messages.Count}",
            Channel = channel,
            At = at,
            Content = print is null || content.Fingerprint is not null ? content : content.WithFingerprint(print),
            Matter = matter,
            Print = print,
            Signed = signed,
            Quoted = quoted ?? [],
            IsMachine = isMachine,
        };
        Messages.Add(message);
        return message;
    }

    private InboundMessage Mail(string text, ContactPoint from) => Some.Mail(text, from, $"<{name}-{Messages.Count}@customer.example>");

    private static InboundMessage Withdrawal(string identity) => new() { Medium = Medium.Chat, Text = "", Identity = identity, IsWithdrawn = true };

    private static string MailboxOf(int how) => how < 4 ? "mail" : "mail2";

    /// <summary>Something that no message before was about.</summary>
    private ReferenceMatter NewMatter() => ReferenceMatter.Create(NumberOf(name), ++matters);

    private static int NumberOf(string name) => int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture);

    private static string PhoneOf(string name) => string.Create(CultureInfo.InvariantCulture, $"+99450{NumberOf(name):D7}");
}
