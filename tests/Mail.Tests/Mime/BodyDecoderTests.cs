using System.Text;
using Ingestion.Mail.Mime;
using Xunit;

namespace Mail.Tests.Mime;

/// <summary>A body gives the same bytes however it is cut into pieces.</summary>
public sealed class BodyDecoderTests
{
    private const int Bodies = 300;

    [Theory]
    [InlineData(TransferEncoding.Base64, "QUJDREVGRw==\r\n ,;")]
    [InlineData(TransferEncoding.QuotedPrintable, "=C5=9F=\r\n= a=\n=3 \t\r\nxyz")]
    [InlineData(TransferEncoding.UuEncode, "begin 644 a\n#0V%T\r\n`end\nM")]
    [InlineData(TransferEncoding.None, "abc\r\n")]
    public void Next_AnyBufferLength_GivesTheSameBytes(TransferEncoding encoding, string letters)
    {
        var random = new Random(20261122);
        for (var number = 0; number < Bodies; number++)
        {
            var body = Body(encoding, letters, random);
            var (whole, end) = Decode(body, encoding, body.Length + 3 + 256);
            foreach (var buffer in (int[])[256, 257, 258, 300, 1_000])
            {
                var (pieces, pieceEnd) = Decode(body, encoding, buffer);
                Assert.Equal(Encoding.Latin1.GetString(whole), Encoding.Latin1.GetString(pieces));
                Assert.Equal(end, pieceEnd);
            }
        }
    }

    // lines, as all of these are made of; the longest that any encoding is cut in is shorter than the smallest buffer
    private static byte[] Body(TransferEncoding encoding, string letters, Random random)
    {
        var body = new StringBuilder(encoding == TransferEncoding.UuEncode ? "begin 644 a\n" : "");
        var length = random.Next(3_000);
        while (body.Length < length)
        {
            for (var letter = random.Next(80); letter > 0; letter--)
            {
                body.Append(letters[random.Next(letters.Length)]);
            }

            body.Append(random.Next(2) == 0 ? "\r\n" : "\n");
        }

        return Encoding.Latin1.GetBytes(body.ToString());
    }

    private static (byte[] Bytes, BodyEnd End) Decode(byte[] body, TransferEncoding encoding, int buffer)
    {
        var decoder = new BodyDecoder(body, encoding);
        var memory = new byte[buffer];
        using var bytes = new MemoryStream();
        while (!decoder.IsAtEnd)
        {
            bytes.Write(decoder.Next(memory).Span);
        }

        return (bytes.ToArray(), decoder.End);
    }
}
