using System.Globalization;
using System.Text;
using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Smtp;

/// <summary>One SMTP session, ready to send. Made by <see cref="SmtpLogin"/>.</summary>
internal sealed class SmtpConnection(MailTransport transport, SmtpSettings settings) : IAsyncDisposable
{
    private const int MaxReplyLines = 100;
    private const int MaxLineBytes = 4096;

    private Dictionary<string, string> _offers = new(StringComparer.OrdinalIgnoreCase);

    public MailTransport Transport => transport;

    /// <summary>Whether another message can go over it.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>Messages begun so far.</summary>
    public int Messages { get; private set; }

    public void SetOffers(SmtpReply ehlo) => _offers = ehlo.Lines.Skip(1)
        .Select(line => line.Split(' ', 2))
        .GroupBy(parts => parts[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(same => same.Key, same => same.First().ElementAtOrDefault(1) ?? "", StringComparer.OrdinalIgnoreCase);

    public bool Offers(string keyword) => _offers.ContainsKey(keyword);

    /// <summary>What stands behind an offered keyword: the mechanisms of AUTH, the limit of SIZE; empty when not offered.</summary>
    public string OfferArgument(string keyword) => _offers.GetValueOrDefault(keyword, "");

    public async ValueTask<SmtpReply> RunAsync(string command)
    {
        transport.Renew();
        await transport.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n")).ConfigureAwait(false);
        return await ReadReplyAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// One transaction. Never throws for the server or the connection; cancellation throws only while the final dot has not been written.
    /// </summary>
    /// <param name="envelope">Checked addresses.</param>
    /// <param name="message">Headers and body.</param>
    public async Task<SmtpResult> SendAsync(SmtpEnvelope envelope, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        Messages++;
        var content = SmtpContent.Stuff(message.Span);
        if (LocalRefusal(envelope, message.Span, content.Length) is { } refusal)
        {
            return refusal;
        }

        var dotSent = false;
        try
        {
            using var operation = transport.Begin(cancellationToken);
            if (await EnvelopeAsync(envelope, message, content.Length).ConfigureAwait(false) is { } early)
            {
                return await ResetAsync(early).ConfigureAwait(false);
            }

            await WriteContentAsync(content).ConfigureAwait(false);
            dotSent = true;
            transport.Renew(settings.FinalTimeout);
            await transport.WriteAsync(SmtpContent.End).ConfigureAwait(false);
            var reply = await ReadReplyAsync(settings.FinalTimeout).ConfigureAwait(false);
            IsUsable = reply.Code != 421;
            return reply.IsPositive
                ? new(SmtpOutcome.Sent, reply.Reason) { QueueId = reply.QueueId }
                : SmtpVerdict.Of(reply, SmtpStage.Content);
        }
        catch (MailException fault)
        {
            IsUsable = false;
            return dotSent ? new(SmtpOutcome.Uncertain, fault.Code + "-after-data") : new(SmtpOutcome.Later, fault.Code);
        }
        catch (OperationCanceledException)
        {
            IsUsable = false;
            if (!dotSent)
            {
                throw;
            }

            return new(SmtpOutcome.Uncertain, "cancelled-after-data");
        }
    }

    public async ValueTask<SmtpReply> ReadReplyAsync(TimeSpan? limit = null)
    {
        var lines = new List<string>();
        while (true)
        {
            if (limit is { } given)
            {
                transport.Renew(given);
            }
            else
            {
                transport.Renew();
            }

            var line = await ReadLineAsync().ConfigureAwait(false);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ||
                code is < 200 or > 599 || (line.Length > 3 && line[3] is not (' ' or '-')) || lines.Count == MaxReplyLines)
            {
                throw Garbage();
            }

            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                return new(code, lines);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        IsUsable = false;
        return transport.DisposeAsync();
    }

    /// <summary>QUIT without waiting long; never throws for the connection.</summary>
    public async ValueTask QuitAsync()
    {
        if (IsUsable && !transport.IsBroken)
        {
            try
            {
                using var operation = transport.Begin(CancellationToken.None);
                transport.Renew(TimeSpan.FromSeconds(2));
                await transport.WriteAsync("QUIT\r\n"u8.ToArray()).ConfigureAwait(false);
                await ReadReplyAsync(TimeSpan.FromSeconds(2)).ConfigureAwait(false);
            }
            catch (MailException)
            {
                // Closing anyway.
            }
        }

        await DisposeAsync().ConfigureAwait(false);
    }

    private SmtpResult? LocalRefusal(SmtpEnvelope envelope, ReadOnlySpan<byte> message, int length)
    {
        if (long.TryParse(OfferArgument("SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 && length > limit)
        {
            return new(SmtpOutcome.Refused, "message-too-large");
        }

        return NeedsUtf8(envelope, message) && !Offers("SMTPUTF8")
            ? new(SmtpOutcome.Refused, "smtputf8-not-offered")
            : SmtpContent.HasEightBit(message) && !Offers("8BITMIME") ? new(SmtpOutcome.Refused, "8bitmime-not-offered") : null;
    }

    /// <summary>MAIL, RCPT and DATA, in one write where the server allows that. Null: the server waits for the content.</summary>
    private async ValueTask<SmtpResult?> EnvelopeAsync(SmtpEnvelope envelope, ReadOnlyMemory<byte> message, int length)
    {
        var mail = $"MAIL FROM:<{envelope.Sender}>" +
            (Offers("SIZE") ? string.Create(CultureInfo.InvariantCulture, $" SIZE={length}") : "") +
            (SmtpContent.HasEightBit(message.Span) ? " BODY=8BITMIME" : "") +
            (NeedsUtf8(envelope, message.Span) ? " SMTPUTF8" : "");
        var recipient = $"RCPT TO:<{envelope.Recipient}>";
        SmtpReply sender;
        SmtpReply taken;
        SmtpReply data;
        if (Offers("PIPELINING"))
        {
            transport.Renew();
            await transport.WriteAsync(Encoding.UTF8.GetBytes($"{mail}\r\n{recipient}\r\nDATA\r\n")).ConfigureAwait(false);
            sender = await ReadReplyAsync().ConfigureAwait(false);
            taken = sender.Code == 421 ? sender : await ReadReplyAsync().ConfigureAwait(false);
            data = taken.Code == 421 ? taken : await ReadReplyAsync().ConfigureAwait(false);
            if (data.Code == 354 && !(sender.IsPositive && taken.IsPositive))
            {
                // DATA was taken with nobody to send to: an empty message ends it (RFC 2920 §3.1).
                await transport.WriteAsync(SmtpContent.End).ConfigureAwait(false);
                await ReadReplyAsync().ConfigureAwait(false);
            }
        }
        else
        {
            sender = await RunAsync(mail).ConfigureAwait(false);
            taken = sender.IsPositive ? await RunAsync(recipient).ConfigureAwait(false) : sender;
            data = taken.IsPositive ? await RunAsync("DATA").ConfigureAwait(false) : taken;
        }

        IsUsable = sender.Code != 421 && taken.Code != 421 && data.Code != 421;
        return !sender.IsPositive ? SmtpVerdict.Of(sender, SmtpStage.Sender)
            : !taken.IsPositive ? SmtpVerdict.Of(taken, SmtpStage.Recipient)
            : data.Code != 354 ? SmtpVerdict.Of(data, SmtpStage.Content)
            : null;
    }

    private async ValueTask WriteContentAsync(byte[] content)
    {
        for (var at = 0; at < content.Length; at += MailTransport.RenewalBytes)
        {
            transport.Renew();
            await transport.WriteAsync(content.AsMemory(at, Math.Min(MailTransport.RenewalBytes, content.Length - at))).ConfigureAwait(false);
        }
    }

    /// <summary>Clears a transaction that did not come to its end, so that the connection can be used again.</summary>
    private async ValueTask<SmtpResult> ResetAsync(SmtpResult result)
    {
        if (!IsUsable)
        {
            return result;
        }

        try
        {
            IsUsable = (await RunAsync("RSET").ConfigureAwait(false)).IsPositive;
        }
        catch (MailException)
        {
            IsUsable = false;
        }

        return result;
    }

    private async ValueTask<string> ReadLineAsync()
    {
        while (true)
        {
            var ready = transport.Buffered;
            var end = ready.IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = Encoding.UTF8.GetString(ready[..end].TrimEnd((byte)'\r'));
                transport.Advance(end + 1);
                return line;
            }

            if (ready.Length >= MaxLineBytes)
            {
                throw Garbage();
            }

            await transport.FillAsync().ConfigureAwait(false);
        }
    }

    private static bool NeedsUtf8(SmtpEnvelope envelope, ReadOnlySpan<byte> message) =>
        !SmtpAddress.IsAscii(envelope.Sender) || !SmtpAddress.IsAscii(envelope.Recipient) || SmtpContent.HasEightBitHeader(message);

    private MailException Garbage()
    {
        IsUsable = false;
        return new(MailFault.Protocol, "the server sent a reply that is not SMTP");
    }
}
