using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Ingestion.Mail.Mime;
using Ingestion.Mail.Replies;
using Ingestion.Mail.Reports;
using Xunit;

namespace Mail.Tests.Mime;

/// <summary>Hand-made messages, each with its expected reading beside it. A property that the expectation leaves out is not looked at.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Names() =>
        new(Directory.GetFiles(Folder, "*.eml").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));

    internal static string Folder => Path.Combine(AppContext.BaseDirectory, "Mime", "Samples");

    [Fact]
    public void Samples_InTheFolder_AreMany() => Assert.True(Names().Count >= 450);

    [Theory]
    [MemberData(nameof(Names))]
    public void Parse_Sample_ReadsAsExpected(string name) => Check(name);

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("fa-IR")]
    public void Parse_AllSamplesInAnotherCulture_ReadTheSame(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            foreach (var row in Names())
            {
                Check(row.Data);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void Check(string name)
    {
        var mail = MimeMessage.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".eml")));
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        foreach (var property in expected.RootElement.EnumerateObject())
        {
            var value = property.Value;
            var wanted = value.ValueKind == JsonValueKind.Array ? string.Join('\n', value.EnumerateArray()) : value.ToString();
            Assert.Equal((name, property.Name, wanted), (name, property.Name, Actual(mail, property.Name)));
        }
    }

    private static string Actual(MimeMessage mail, string property) => property switch
    {
        "from" => Lines(mail.From.Select(address => address.Address)),
        "names" => Lines(mail.From.Select(address => address.Name)),
        "answerable" => Lines(mail.From.Select(address => address.IsAnswerable ? "True" : "False")),
        "spoof" => Lines(mail.From.Select(address => address.NameClaimsOtherAddress ? "True" : "False")),
        "sender" => mail.Sender?.Address ?? "",
        "replyTo" => Lines(mail.ReplyTo.Select(address => address.Address)),
        "cc" => Lines(mail.Cc.Select(address => address.Address)),
        "toNames" => Lines(mail.To.Select(address => address.Name)),
        "to" => Lines(mail.To.Select(address => address.Address)),
        "subject" => mail.Subject ?? "",
        "text" => mail.Text,
        "own" => ReplyText.Split(mail.Text).Own,
        "origin" => mail.TextOrigin.ToString(),
        "messageId" => mail.MessageId ?? "",
        "inReplyTo" => Lines(mail.InReplyTo),
        "references" => Lines(mail.References),
        "date" => mail.Date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "",
        "problems" => Lines(mail.Problems),
        "attachments" => Lines(mail.Attachments.Select(file => $"{file.FileName}|{file.MediaType}|{file.Size}|{(file.IsInline ? "inline" : "")}")),
        "sha256" => Lines(mail.Attachments.Select(file => Digest(file.Part))),
        "report" => MailReport.Of(mail)?.Kind.ToString() ?? "",
        "originalMessageId" => MailReport.Of(mail)?.OriginalMessageId ?? "",
        "recipients" => Lines(MailReport.Of(mail)?.Recipients.Select(one => $"{one.Address}|{one.Action}|{one.Status}") ?? []),
        _ => throw new ArgumentException($"unknown property {property}", nameof(property)),
    };

    // the first half of the content's digest is enough to know it again
    private static string Digest(MimePart part) =>
        Convert.ToHexStringLower(SHA256.HashData(part.Decode(1024 * 1024, out _).Span))[..16];

    private static string Lines(IEnumerable<string?> values) => string.Join('\n', values);
}
