using System.Globalization;
using Ingestion.Channels.Email.Machines;
using Ingestion.Mail.Mime;
using Ingestion.Mail.Replies;

namespace Ingestion.Channels.Email;

/// <summary>Reads mail (RFC 5322) of every mail connector. What it offers are the sender's claims.</summary>
public sealed class MailReader : IMessageReader
{
    private const int MostReferences = 50;
    private const int LongestContact = 320;
    private const int LongestText = 256 * 1024;
    private const int LongestLine = 2_000;
    private const int LongestMediaType = 127;

    /// <summary>Attachments are found again by their place, so that everybody who reads a mail reads it with these.</summary>
    internal static readonly MimeLimits Limits = MimeLimits.Default with { MaxTextBytes = 1024 * 1024 };

    private readonly OwnAddresses _own;
    private readonly IReadOnlyCollection<string> _trustedIds;

    /// <param name="ownAddresses">Addresses that mail comes to or that we send from: mail from them is never answered.</param>
    /// <param name="trustedIds">The names under which our receiving host writes Authentication-Results; null: none are believed.</param>
    public MailReader(IReadOnlyCollection<string> ownAddresses, IReadOnlyCollection<string>? trustedIds = null)
    {
        _own = new OwnAddresses(ownAddresses);
        _trustedIds = trustedIds ?? [];
    }

    public InboundMessage Read(AcceptedMessage message)
    {
        var mail = MimeMessage.Parse(message.Raw, Limits);
        var oversize = MailContext.Oversize(message.Context) is not null;
        var full = mail.Text.Trim('\n', ' ');
        var reply = ReplyText.Split(full);

        // what was passed on is the matter itself: nobody could tell from "please see below" what is wrong
        var isWhole = reply.IsForward || reply.IsAnsweredWithin || (reply.Quoted is not null && ForwardSubject.Is(mail.Subject));
        var text = isWhole ? full : reply.Own;
        var from = mail.From;
        var writer = from is [var first, ..] ? first : mail.Sender;
        var notes = Notes(mail, from, oversize);
        var tested = new MailUnderTest(mail, _own, _trustedIds);
        var standing = SenderCheck.Of(mail, _trustedIds);
        return new InboundMessage
        {
            Medium = Medium.Email,
            Sender = Point(writer),
            SenderName = Line(writer?.Name, notes),
            ReplyTo = ReplyPoint(mail, from),
            Subject = Line(mail.Subject, notes),
            Text = PlainText.Clean(text, LongestText, notes),
            OwnWords = reply.IsHistory ? "" : isWhole ? PlainText.Clean(reply.Own, LongestText, notes) : null,
            FullText = text.Length == full.Length ? null : PlainText.Clean(full, LongestText, notes),
            MessageId = mail.MessageId,
            References = References(mail, tested.Report?.OriginalMessageId),
            SentAt = mail.Date,
            MachineSigns = MachineLayers.Judge(tested),
            Standing = standing,

            // anybody can write "stop" under somebody else's address
            Consent = standing == SenderStanding.Confirmed ? StopWords.Read(text.Length > 0 ? text : mail.Subject ?? "") : null,
            Network = SendingNetwork.Of(mail.Headers),
            Receipt = ReportedDelivery.Of(tested),
            LanguageHint = Language(mail.Headers.Unfolded("Content-Language")),
            Fingerprint = MailFingerprint.Of(mail),
            Attachments = [.. mail.Attachments.Select(Summary)],
            Notes = notes,
        };
    }

    private static AttachmentSummary Summary(MailAttachment file, int place) => new(file.FileName, MediaType(file.MediaType), file.Size)
    {
        Key = place.ToString(CultureInfo.InvariantCulture),
        SniffedType = file.SniffedType,
    };

    private static ContactPoint? Point(MailAddress? address) =>
        address is { Domain.Length: > 0, LocalPart.Length: > 0 } && address.Address.Length <= LongestContact
        && !address.Address.AsSpan().ContainsAnyInRange('\0', '\u001F')
            ? new ContactPoint(ContactPointKind.Email, address.Address)
            : null;

    private static string? Line(string? text, List<string> notes) => text is null ? null : PlainText.Clean(text, LongestLine, notes);

    private static string MediaType(string declared) =>
        declared.Length <= LongestMediaType && !declared.AsSpan().ContainsAnyExceptInRange('!', '~') ? declared : "application/octet-stream";

    // where several people wrote or are to be answered, nobody is answered by a machine
    private static ContactPoint? ReplyPoint(MimeMessage mail, IReadOnlyList<MailAddress> from)
    {
        var wanted = mail.ReplyTo is { Count: > 0 } replyTo ? replyTo : from;
        return wanted is [{ IsAnswerable: true } only] ? Point(only) : null;
    }

    private static List<string> References(MimeMessage mail, string? reported)
    {
        var found = new List<string>();
        if (reported is not null)
        {
            found.Add(reported);
        }

        foreach (var id in mail.InReplyTo.Concat(mail.References.Reverse()))
        {
            if (found.Count < MostReferences && !found.Contains(id, StringComparer.Ordinal))
            {
                found.Add(id);
            }
        }

        return found;
    }

    private static string? Language(string? header)
    {
        if (header is null)
        {
            return null;
        }

        var tag = header.Split(',', ';', ' ')[0].Trim();
        return tag.Length is >= 2 and <= 35 && tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? tag : null;
    }

    private static List<string> Notes(MimeMessage mail, IReadOnlyList<MailAddress> from, bool oversize)
    {
        var notes = new List<string>();
        if (oversize)
        {
            notes.Add("oversize");
        }

        foreach (var problem in mail.Problems)
        {
            // headers alone were offered: what is missing below them is not the sender's fault
            if (!MailProblems.IsHarmless(problem) && !(oversize && MailProblems.IsOfBody(problem)))
            {
                notes.Add(problem);
            }
        }

        if (from.Count > 1)
        {
            notes.Add("several-authors");
        }

        if (from.Count == 0)
        {
            notes.Add("no-sender");
        }

        return notes;
    }
}
