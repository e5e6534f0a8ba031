using System.Diagnostics;
using Ingestion.Mail.Mime;
using Ingestion.Mail.Replies;
using Ingestion.Mail.Reports;
using Xunit;

namespace Mail.Tests.Mime;

/// <summary>Damages the samples at random: whatever comes out, the reader returns, and what it returns can be stored.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Cases = 20_000;

    private static readonly string[] Splices =
        ["\r\n", "\n\n", "--b1\r\n", "=?utf-8?B?", "?=", "\0", "(", "\"", "<", ";", "Content-Type: multipart/mixed; boundary=b1\r\n", "\xff\xfe", "=", "&#", "<div"];

    [Fact]
    public void Parse_DamagedSamples_AlwaysReturns()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var samples = Directory.GetFiles(SampleTests.Folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();
        var watch = new Stopwatch();
        for (var i = 0; i < Cases; i++)
        {
            var raw = Damage(samples[random.Next(samples.Length)], random);
            watch.Restart();
            try
            {
                Visit(MimeMessage.Parse(raw));
            }
            catch (Exception fault)
            {
                Assert.Fail($"seed {seed}, case {i}: {fault}\n{Convert.ToBase64String(raw)}");
            }

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"seed {seed}, case {i} took {watch.Elapsed}");
        }
    }

    private static void Visit(MimeMessage mail)
    {
        foreach (var text in (string?[])[mail.Text, mail.Subject, mail.MessageId, ReplyText.Split(mail.Text).Own, .. mail.From.Select(one => one.Name), .. mail.Attachments.Select(file => file.FileName)])
        {
            Assert.DoesNotContain('\0', text ?? "");
        }

        foreach (var address in mail.From.Concat(mail.ReplyTo).Concat(mail.To).Concat(mail.Cc))
        {
            if (address.IsAnswerable)
            {
                Assert.Equal(address.Address, MailAddress.Parse(address.Address)?.Address);
            }
        }

        _ = mail.Problems;
        _ = MailReport.Of(mail);
        _ = mail.ReturnPath;
        _ = mail.InReplyTo;
        _ = mail.References;
        foreach (var header in mail.Headers)
        {
            Assert.DoesNotContain('\n', header.Value);
        }

        Visit(mail.Root);
    }

    private static void Visit(MimePart part)
    {
        _ = part.Decode(1_000, out _);
        _ = part.ContentId;
        foreach (var child in part.Parts)
        {
            Visit(child);
        }
    }

    private static byte[] Damage(byte[] sample, Random random)
    {
        var bytes = new List<byte>(sample);
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var at = bytes.Count == 0 ? 0 : random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0 when bytes.Count > 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, System.Text.Encoding.Latin1.GetBytes(Splices[random.Next(Splices.Length)]));
                    break;
                case 3 when bytes.Count > 0:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(200), bytes.Count - at)));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5 when bytes.Count > 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return [.. bytes];
    }
}
