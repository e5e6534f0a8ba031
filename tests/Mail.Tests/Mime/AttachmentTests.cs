using System.Buffers;
using System.Text;
using Ingestion.Mail.Mime;
using Xunit;

namespace Mail.Tests.Mime;

public sealed class AttachmentTests
{
    private static readonly byte[] Content = MakeContent(100_000);

    [Fact]
    public async Task CopyToAsync_Base64_GivesTheBytes()
    {
        var part = Attached("base64", Convert.ToBase64String(Content, Base64FormattingOptions.InsertLineBreaks));
        using var sink = new MemoryStream();
        var copy = await part.CopyToAsync(sink, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(new BodyCopy(Content.Length, BodyEnd.Whole), copy);
        Assert.Equal(Content, sink.ToArray());
    }

    [Fact]
    public void WriteTo_QuotedPrintable_GivesTheBytes()
    {
        var encoded = string.Concat(Content.Chunk(20).Select(line => $"{string.Concat(line.Select(octet => $"={octet:X2}"))}=\r\n"));
        var sink = new ArrayBufferWriter<byte>();
        Assert.Equal(new BodyCopy(Content.Length, BodyEnd.Whole), Attached("quoted-printable", encoded).WriteTo(sink));
        Assert.Equal(Content, sink.WrittenSpan);
    }

    [Theory]
    [InlineData("base64")]
    [InlineData("binary")]
    public void CopyTo_MoreThanTheLimit_IsCutThere(string encoding)
    {
        var part = Attached(encoding, encoding == "base64" ? Convert.ToBase64String(Content) : Encoding.Latin1.GetString(Content));
        using var sink = new MemoryStream();
        Assert.Equal(new BodyCopy(50_001, BodyEnd.CutAtLimit), part.CopyTo(sink, 50_001));
        Assert.Equal(Content[..50_001], sink.ToArray());
    }

    [Fact]
    public void CopyTo_ExactlyTheLimit_IsWhole() =>
        Assert.Equal(new BodyCopy(Content.Length, BodyEnd.Whole), Attached("base64", Convert.ToBase64String(Content) + "\r\n").CopyTo(Stream.Null, Content.Length));

    [Theory]
    [InlineData("base64", "QUJD*RA==", "ABCD", BodyEnd.DamagedEncoding)]
    [InlineData("base64", "QUJDRA==", "ABCD", BodyEnd.Whole)]
    [InlineData("base64", "QUJDRA", "ABCD", BodyEnd.Whole)]
    [InlineData("base64", "QUJDRB", "ABCD", BodyEnd.DamagedEncoding)]
    [InlineData("base64", "QUJDR", "ABC", BodyEnd.DamagedEncoding)]
    [InlineData("base64", " QU\r\nJ D\r\n", "ABC", BodyEnd.Whole)]
    [InlineData("base64", "QQ==QkM=", "ABC", BodyEnd.Whole)]
    [InlineData("quoted-printable", "a=3Db=\r\nc", "a=bc", BodyEnd.Whole)]
    [InlineData("quoted-printable", "a=b", "a=b", BodyEnd.DamagedEncoding)]
    [InlineData("x-uuencode", "begin 644 a\r\n#0V%T\r\n`\r\nend\r\n", "Cat", BodyEnd.Whole)]
    [InlineData("x-uuencode", "begin 644 a\r\n#0V%T\r\n", "Cat", BodyEnd.DamagedEncoding)]
    [InlineData("x-rot13", "abc", "abc", BodyEnd.UnknownEncoding)]
    [InlineData("8bit", "abc", "abc", BodyEnd.Whole)]
    public void CopyTo_Encodings_TellHowTheyEnded(string encoding, string body, string expected, BodyEnd end)
    {
        using var sink = new MemoryStream();
        var part = Attached(encoding, body);
        Assert.Equal(new BodyCopy(expected.Length, end), part.CopyTo(sink));
        Assert.Equal(expected, Encoding.ASCII.GetString(sink.ToArray()));
        Assert.Equal(expected, Encoding.ASCII.GetString(part.Decode(100, out _).Span));
    }

    [Fact]
    public void CopyTo_SixtyMegabytes_NeedsOneSmallBuffer()
    {
        var part = Attached("base64", Convert.ToBase64String(new byte[30_000_000], Base64FormattingOptions.InsertLineBreaks));
        var cost = Cost.Of(() => Assert.Equal(30_000_000, part.CopyTo(Stream.Null).Bytes));
        Assert.InRange(cost.Allocated, 0, 64 * 1024);
    }

    [Fact]
    public void Attachments_DeclaredAsAPicture_KeepBothTypes()
    {
        var mail = MimeMessage.Parse("Content-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\nTVqQAAMAAAAEAAAA//8AALgAAAA=\r\n"u8.ToArray());
        var file = Assert.Single(mail.Attachments);
        Assert.Equal(("image/png", "application/vnd.microsoft.portable-executable"), (file.MediaType, file.SniffedType));
    }

    [Theory]
    [InlineData("application/ms-tnef", "report.bin", "AAAA", true)]
    [InlineData("application/octet-stream", "WINMAIL.DAT", "eJ8+IgAA", true)]
    [InlineData("application/octet-stream", "winmail.dat", "AAAAAAAA", false)]
    [InlineData("application/octet-stream", "a.bin", "eJ8+IgAA", false)]
    public void IsTnef_NameAndFirstBytes_Decide(string type, string name, string body, bool expected)
    {
        var mail = MimeMessage.Parse(Encoding.ASCII.GetBytes($"Content-Type: {type}; name={name}\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n"));
        Assert.Equal(expected, Assert.Single(mail.Attachments).Part.IsTnef);
        Assert.Equal(expected, mail.Problems.Contains("tnef"));
    }

    [Theory]
    [InlineData("8bit", "before\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\nafter\r\n", "before\nafter\n", "cat.txt|Cat")]
    [InlineData("8bit", "begin 0755 ../a b.bin\r\n#0V%T\r\nend", "", "a b.bin|Cat")]
    [InlineData("quoted-printable", "x\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\nbegin 644 d.txt\r\n#0V%T\r\n`\r\nend\r\n=C5=9F\r\n", "x\nş\n", "cat.txt|Cat\nd.txt|Cat")]
    [InlineData("8bit", "begin 644 cat.txt\r\n#0V%T\r\n", "", "cat.txt|Cat")]
    [InlineData("8bit", "begin 644 cat.txt\r\nno such line, as people write\r\nend\r\n", "begin 644 cat.txt\nno such line, as people write\nend\n", "")]
    [InlineData("8bit", "we begin 644 cat.txt\r\n#0V%T\r\nend\r\n", "we begin 644 cat.txt\n#0V%T\nend\n", "")]
    [InlineData("8bit", "x\r\nbegin 999 cat.txt\r\n#0V%T\r\nend\r\n", "x\nbegin 999 cat.txt\n#0V%T\nend\n", "")]
    [InlineData("8bit", "x\r\nbegin 644 cat.txt\r\nend\r\n", "x\nbegin 644 cat.txt\nend\n", "")]
    public void Text_WithUuencodedFiles_IsWithoutThem(string encoding, string body, string text, string files)
    {
        var mail = MimeMessage.Parse(Encoding.UTF8.GetBytes($"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}"));
        Assert.Equal(text, mail.Text);
        Assert.Equal(files, string.Join('\n', mail.Attachments.Select(file => $"{file.FileName}|{Encoding.ASCII.GetString(file.Part.Decode(100, out _).Span)}")));
        Assert.All(mail.Attachments, file => Assert.Equal("text/plain", file.SniffedType));
    }

    [Theory]
    [InlineData("message/external-body; access-type=URL; URL=\"http://mail.example/x\"", "external-body")]
    [InlineData("message/partial; id=a; number=1; total=3", "partial-message")]
    [InlineData("application/pkcs7-mime; smime-type=enveloped-data", "encrypted")]
    public void Problems_ContentThatIsElsewhere_SaySo(string type, string problem)
    {
        var mail = MimeMessage.Parse(Encoding.ASCII.GetBytes($"Content-Type: {type}\r\n\r\nContent-Type: image/gif\r\n\r\n"));
        Assert.Equal([problem], mail.Problems);
        Assert.Single(mail.Attachments);
    }

    private static MimePart Attached(string encoding, string body) =>
        MimeMessage.Parse(Encoding.Latin1.GetBytes($"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}")).Root;

    private static byte[] MakeContent(int length)
    {
        var content = new byte[length];
        new Random(5).NextBytes(content);
        return content;
    }
}
