using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ingestion.Bench.Machinery;
using Ingestion.Mail.Imap;
using Ingestion.Mail.Mime;
using Ingestion.Mail.Transport;

namespace Ingestion.Bench.Work;

/// <summary>What bench/node/read-mailbox.mjs does, by our client and reader: every mail of an INBOX over one connection, parsed into memory.</summary>
internal static class ImapReading
{
    public static async Task RunAsync(int port, string user, string password, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var endpoint = new MailEndpoint { Host = "127.0.0.1", Port = port, Security = MailSecurity.None };
        await using var client = await ImapClient.ConnectAsync(endpoint, new(user, password), null, cancellationToken);
        await client.SelectAsync("INBOX", readOnly: true, cancellationToken);
        var fetch = await client.StartFetchAsync("1:*", ImapItems.InternalDate | ImapItems.Body, cancellationToken);
        List<(MimeMessage Mail, IReadOnlyList<ReadOnlyMemory<byte>> Attachments)> mails = [];
        while (await fetch.NextAsync(cancellationToken) is { } message)
        {
            mails.Add(Read(message.Content!));
        }

        Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, double>
        {
            ["mails"] = mails.Count,
            ["milliseconds"] = Math.Round(Stopwatch.GetElapsedTime(begun).TotalMilliseconds),
            ["cpuMilliseconds"] = Math.Round(ProcessTree.OwnCpuMilliseconds()),
            ["letters"] = mails.Sum(one => (double)one.Mail.Text.Length),
        }));
    }

    /// <summary>All that mailparser decodes, too: subject, addresses, date, text, and each attachment's bytes.</summary>
    private static (MimeMessage, IReadOnlyList<ReadOnlyMemory<byte>>) Read(byte[] raw)
    {
        var mail = MimeMessage.Parse(raw);
        _ = mail.Subject;
        _ = mail.From;
        _ = mail.To;
        _ = mail.Date;
        _ = mail.MessageId;
        _ = mail.Text;
        return (mail, [.. mail.Attachments.Select(attachment => attachment.Part.Decode(int.MaxValue, out _))]);
    }
}
