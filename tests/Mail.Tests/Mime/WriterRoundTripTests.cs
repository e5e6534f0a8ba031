using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ingestion.Mail.Mime;
using TestSupport;
using Xunit;

namespace Mail.Tests.Mime;

/// <summary>What we write, three readers read alike, and as it was meant: ours, Python's <c>email</c> and <c>mailparser</c>.</summary>
public sealed class WriterRoundTripTests
{
    private const int Mails = 240;

    [Fact]
    public async Task Write_MailsInFourLanguages_ThreeReadersReadWhatWasMeant()
    {
        var mails = new OutgoingMails(seed: 1);
        await AssertReadAlikeAsync([.. Enumerable.Range(0, Mails).Select(mails.Plain)]);
    }

    [Fact]
    public async Task Write_HostileFields_ThreeReadersReadWhatWasMeant()
    {
        var mails = new OutgoingMails(seed: 2);
        await AssertReadAlikeAsync([.. Enumerable.Range(0, Mails).Select(mails.HostileMail)]);
    }

    [Fact]
    public Task Write_AcknowledgementsMadeByHand_ThreeReadersReadWhatWasMeant() => AssertReadAlikeAsync(HandMadeMails.All);

    private static async Task AssertReadAlikeAsync(IReadOnlyList<OutgoingMail> mails)
    {
        using var folder = new TempFolder();
        for (var i = 0; i < mails.Count; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, Name(i)), MimeWriter.Write(mails[i]));
        }

        var faults = new List<string>();
        foreach (var (reader, read) in new[]
        {
            ("ours", ReadByOurs(folder.Path)),
            ("python", await OtherReader.Python.ReadAsync(folder.Path)),
            ("mailparser", await OtherReader.Mailparser.ReadAsync(folder.Path)),
        })
        {
            for (var i = 0; i < mails.Count; i++)
            {
                Compare($"{Name(i)} {reader}", Meant(mails[i], Name(i)), read[Name(i)], faults);
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} differences:\n{string.Join('\n', faults.Take(20))}");
    }

    private static void Compare(string where, ReadMail meant, ReadMail read, List<string> faults)
    {
        void Same(string field, string? expected, string? actual)
        {
            if (!string.Equals(expected, actual, StringComparison.Ordinal))
            {
                faults.Add($"{where} {field}: meant {Shown(expected)}, read {Shown(actual)}");
            }
        }

        // Python (here 3.11) keeps the white space between the encoded words of a name, which RFC 2047 §6.2 takes away.
        string Names(IReadOnlyList<ReadAddress> addresses) =>
            where.EndsWith("python", StringComparison.Ordinal) ? Shown(addresses).Replace(" ", "", StringComparison.Ordinal) : Shown(addresses);

        Same("error", null, read.Error);
        Same("subject", meant.Subject, read.Subject ?? "");
        Same("from", Names(meant.From), Names(read.From));
        Same("to", Names(meant.To), Names(read.To));
        Same("cc", "", Shown(read.Cc));
        Same("reply-to", Names(meant.ReplyTo), Names(read.ReplyTo));
        Same("sender", "", Shown(read.Sender));
        Same("message-id", meant.MessageId, read.MessageId);
        Same("date", meant.Date, read.Date);
        if (!string.IsNullOrWhiteSpace(meant.Text) || meant.Html is null)
        {
            // our reader takes the HTML's text where the plain text says nothing
            Same("text", meant.Text, read.Text);
        }

        Same("html", meant.Html, read.Html);
        Same("attachments", Shown(meant.Attachments), Shown(where.EndsWith("mailparser", StringComparison.Ordinal) ? Declared(read.Attachments, meant.Attachments) : read.Attachments));
    }

    private static ReadMail Meant(OutgoingMail mail, string file) => new()
    {
        File = file,
        Subject = OutgoingText.Header(mail.Subject),
        From = [Meant(mail.From)],
        To = [Meant(mail.To)],
        ReplyTo = mail.ReplyTo is { } reply ? [Meant(reply)] : [],
        MessageId = mail.MessageId,
        Date = Utc(mail.Date),
        Text = OutgoingText.Body(WellFormed(mail.Text)),
        Html = mail.Html is { } html ? OutgoingText.Body(WellFormed(html)) : null,
        Attachments = [.. mail.Attachments.Select(one => new ReadAttachment(
            FileNames.Clean(OutgoingText.Header(one.FileName)) ?? "attachment", one.MediaType.Contains('/') && one.MediaType.Length < 30 && !one.MediaType.Any(char.IsControl) ? one.MediaType : "application/octet-stream", one.Content.Length, Hash(one.Content.Span)))],
    };

    private static ReadAddress Meant(MailAddress address) =>
        new(address.Name is { } name && OutgoingText.Header(name) is { Length: > 0 } clean ? clean : null, address.Address);

    private static Dictionary<string, ReadMail> ReadByOurs(string folder) => Directory.GetFiles(folder).ToDictionary(
        file => Path.GetFileName(file)!,
        file =>
        {
            var mail = MimeMessage.Parse(File.ReadAllBytes(file));
            return new ReadMail
            {
                File = Path.GetFileName(file),
                Subject = mail.Subject,
                From = Read(mail.From),
                To = Read(mail.To),
                Cc = Read(mail.Cc),
                ReplyTo = Read(mail.ReplyTo),
                Sender = mail.Sender is { } sender ? Read([sender]) : [],
                MessageId = mail.MessageId,
                Date = mail.Date is { } date ? Utc(date) : null,
                Text = mail.Text,
                Html = HtmlOf(mail.Root),
                Attachments = [.. mail.Attachments.Select(one => new ReadAttachment(one.FileName, one.MediaType, one.Size, Hash(one.Part.Decode(1_000_000, out _).Span)))],
                Error = mail.Problems.Count == 0 ? null : string.Join(',', mail.Problems),
            };
        },
        StringComparer.Ordinal);

    private static string? HtmlOf(MimePart part) => part.MediaType == "text/html"
        ? Encoding.UTF8.GetString(part.Decode(1_000_000, out _).Span).Replace("\r\n", "\n", StringComparison.Ordinal)
        : part.Parts.Select(HtmlOf).FirstOrDefault(html => html is not null);

    private static IReadOnlyList<ReadAddress> Read(IReadOnlyList<MailAddress> addresses) => [.. addresses.Select(one => new ReadAddress(one.Name, one.Address))];

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Utc(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Name(int number) => number.ToString("D4", CultureInfo.InvariantCulture) + ".eml";

    // mailparser shows international domains in their own letters: back to what went over the wire
    private static string Shown(IReadOnlyList<ReadAddress> addresses) =>
        string.Join(", ", addresses.Select(one => $"[{one.Name}] <{MailAddress.Parse(one.Address)?.Address ?? one.Address}>"));

    // mailparser guesses a better type by the name where none is declared
    private static IReadOnlyList<ReadAttachment> Declared(IReadOnlyList<ReadAttachment> read, IReadOnlyList<ReadAttachment> meant) =>
        [.. read.Select((one, i) => i < meant.Count && meant[i].Type == "application/octet-stream" ? one with { Type = meant[i].Type } : one)];

    private static string Shown(IReadOnlyList<ReadAttachment> attachments) => string.Join(", ", attachments.Select(one => $"{one.Name} {one.Type} {one.Bytes} {one.Sha256}"));

    private static string Shown(string? text) => text is null ? "nothing" : System.Text.Json.JsonSerializer.Serialize(text.Length > 150 ? text[..150] + "…" : text);
}
