using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ingestion.Mail.Mime;
using Ingestion.Mail.Smtp;
using Ingestion.Mail.Transport;

namespace Ingestion.Bench.Work;

/// <summary>`send`: acknowledgements through our client, as bench/node/send-mails.mjs sends the same ones.</summary>
internal static class SendCommand
{
    /// <summary>The relay has some messages under way at a time; here they share one connection.</summary>
    private const int UnderWay = 4;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Required = true };
        var count = new Option<int>("--count") { Required = true };
        var warmUp = new Option<int>("--warm-up");
        var command = new Command("send", "Sends acknowledgements over one connection and prints what that took.") { port, count, warmUp };
        command.SetAction((parsed, stopping) => RunAsync(parsed.GetValue(port), parsed.GetValue(count), parsed.GetValue(warmUp), stopping));
        return command;
    }

    private static async Task RunAsync(int port, int count, int warmUp, CancellationToken stopping)
    {
        await using var client = new SmtpClient(
            new MailEndpoint { Host = "127.0.0.1", Port = port, Security = MailSecurity.None },
            null,
            new SmtpSettings { ClientName = "bench.example", MaxConnections = 1, MessagesPerConnection = int.MaxValue });
        await SendAllAsync(client, 0, warmUp, stopping);
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var begun = Stopwatch.GetTimestamp();
        await SendAllAsync(client, warmUp, count, stopping);
        var elapsed = Stopwatch.GetElapsedTime(begun);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            mails = count,
            milliseconds = elapsed.TotalMilliseconds,
            cpuMilliseconds = (Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds,
        }));
    }

    private static async Task SendAllAsync(SmtpClient client, int from, int many, CancellationToken stopping)
    {
        var next = from - 1;
        await Task.WhenAll(Enumerable.Range(0, UnderWay).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var number && number < from + many)
            {
                var to = string.Create(CultureInfo.InvariantCulture, $"customer-{number}@kunde.example");
                var result = await client.SendAsync(new("", to), Acknowledgement(number, to), stopping);
                if (result.Outcome != SmtpOutcome.Sent)
                {
                    throw new InvalidOperationException($"mail {number}: {result.Reason}");
                }
            }
        }));
    }

    private static byte[] Acknowledgement(int number, string to) => MimeWriter.Write(new OutgoingMail
    {
        From = MailAddress.Parse("destek@shop.example")!.WithName("Müşteri Hizmetleri"),
        To = MailAddress.Parse(to)!,
        Subject = $"Şikâyetiniz alındı: {number}",
        Text = $"Sayın müşterimiz,\n\nşikâyetiniz {number} numarasıyla kaydedildi. En geç yarın saat 17:00'ye kadar yanıt vereceğiz.\n\nİyi günler dileriz.\n",
        Html = $"<!DOCTYPE html>\n<html lang=\"tr\"><body><p>Sayın müşterimiz,</p>\n<p>şikâyetiniz <b>{number}</b> numarasıyla kaydedildi. En geç yarın saat 17:00'ye kadar yanıt vereceğiz.</p>\n<p>İyi günler dileriz.</p></body></html>\n",
        MessageId = $"<ack-{number}@shop.example>",
        InReplyTo = $"<question-{number}@kunde.example>",
        References = [$"<question-{number}@kunde.example>"],
        Date = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero),
        Headers = [new("Auto-Submitted", "auto-replied"), new("X-Auto-Response-Suppress", "All")],
    });
}
