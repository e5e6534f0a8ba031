using System.Globalization;
using System.Text;
using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Smtp;

/// <summary>One message over an open session: MAIL, RCPT, DATA, the content, and what the replies say.</summary>
/// <param name="connection">Used by nobody else meanwhile.</param>
/// <param name="envelope">Checked addresses.</param>
/// <param name="finalTimeout">See <see cref="SmtpSettings.FinalTimeout"/>.</param>
internal sealed class SmtpTransaction(SmtpConnection connection, SmtpEnvelope envelope, TimeSpan finalTimeout)
{
    /// <summary>The last bytes of the message may have left: from here on a lost connection leaves its fate open.</summary>
    public bool HandedOver { get; private set; }

    /// <summary>Never throws for the server or the connection; cancellation throws only while the message has not been handed over.</summary>
    public async Task<SmtpResult> RunAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var content = SmtpContent.Of(message.Span);
        if (LocalRefusal(content) is { } refusal)
        {
            return refusal;
        }

        try
        {
            using var operation = connection.Transport.Begin(cancellationToken);
            if (await OpenAsync(content).ConfigureAwait(false) is { } early)
            {
                connection.NeedsReset = true;
                return early;
            }

            await WriteAsync(content.Wire).ConfigureAwait(false);
            var reply = await connection.ReadReplyAsync(finalTimeout).ConfigureAwait(false);
            AbandonUnlessInStep(reply.Code is < 300 or >= 400);
            return reply.IsPositive
                ? new(SmtpOutcome.Sent, reply.Reason) { QueueId = reply.QueueId }
                : SmtpVerdict.Of(reply, SmtpStage.Content);
        }
        catch (MailException fault)
        {
            connection.Abandon();
            return HandedOver
                ? new(SmtpOutcome.Uncertain, fault.Code + "-after-data") { Cause = SmtpCause.Server }
                : new(SmtpOutcome.Later, fault.Code) { Cause = SmtpCause.Server };
        }
        catch (OperationCanceledException)
        {
            connection.Abandon();
            if (!HandedOver)
            {
                throw;
            }

            return new(SmtpOutcome.Uncertain, "cancelled-after-data") { Cause = SmtpCause.Server };
        }
    }

    private SmtpResult? LocalRefusal(SmtpContent content)
    {
        var limited = long.TryParse(connection.OfferArgument("SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0;
        var reason = limited && content.Size > limit ? "message-too-large"
            : NeedsUtf8(content) && !connection.Offers("SMTPUTF8") ? "smtputf8-not-offered"
            : content.EightBit && !connection.Offers("8BITMIME") ? "8bitmime-not-offered"
            : null;
        return reason is null ? null : new(SmtpOutcome.Refused, reason) { Cause = SmtpCause.Message };
    }

    /// <summary>MAIL, RCPT and DATA, in one write where the server allows that. Null: the server waits for the content.</summary>
    private async ValueTask<SmtpResult?> OpenAsync(SmtpContent content)
    {
        var (mail, recipient) = Commands(content);
        var (sender, taken, data) = connection.Offers("PIPELINING")
            ? await AllAtOnceAsync(mail, recipient).ConfigureAwait(false)
            : await OneByOneAsync(mail, recipient).ConfigureAwait(false);
        AbandonUnlessInStep(data.Code is 354 or >= 400);
        return !sender.IsPositive ? SmtpVerdict.Of(sender, SmtpStage.Sender)
            : !taken.IsPositive ? SmtpVerdict.Of(taken, SmtpStage.Recipient)
            : data.Code != 354 ? SmtpVerdict.Of(data, SmtpStage.Data)
            : connection.IsInStep ? null

            // An answer to what has not been sent would be taken for the one to the message.
            : new(SmtpOutcome.Later, MailFault.Protocol) { Cause = SmtpCause.Protocol };
    }

    private async ValueTask<(SmtpReply Sender, SmtpReply Taken, SmtpReply Data)> AllAtOnceAsync(string mail, string recipient)
    {
        // What an earlier message left open is cleared here, without a round trip of its own.
        var reset = connection.NeedsReset;
        connection.NeedsReset = false;
        await connection.WriteAsync($"{(reset ? "RSET\r\n" : "")}{mail}\r\n{recipient}\r\nDATA\r\n").ConfigureAwait(false);
        if (reset && await connection.ReadReplyAsync().ConfigureAwait(false) is { IsPositive: false } refused)
        {
            connection.Abandon();
            return (refused, refused, refused);
        }

        var sender = await connection.ReadReplyAsync().ConfigureAwait(false);
        var taken = sender.Code == 421 ? sender : await connection.ReadReplyAsync().ConfigureAwait(false);
        var data = taken.Code == 421 ? taken : await connection.ReadReplyAsync().ConfigureAwait(false);
        if (data.Code == 354 && !(sender.IsPositive && taken.IsPositive))
        {
            // DATA was taken with nobody to send to: an empty message ends it (RFC 2920 §3.1).
            await connection.Transport.WriteAsync(SmtpContent.End).ConfigureAwait(false);
            await connection.ReadReplyAsync().ConfigureAwait(false);
        }

        return (sender, taken, data);
    }

    private async ValueTask<(SmtpReply Sender, SmtpReply Taken, SmtpReply Data)> OneByOneAsync(string mail, string recipient)
    {
        if (connection.NeedsReset)
        {
            connection.NeedsReset = false;
            if (await connection.RunAsync("RSET").ConfigureAwait(false) is { IsPositive: false } refused)
            {
                connection.Abandon();
                return (refused, refused, refused);
            }
        }

        var sender = await connection.RunAsync(mail).ConfigureAwait(false);
        var taken = sender.IsPositive ? await connection.RunAsync(recipient).ConfigureAwait(false) : sender;
        var data = taken.IsPositive ? await connection.RunAsync("DATA").ConfigureAwait(false) : taken;
        return (sender, taken, data);
    }

    private (string Mail, string Recipient) Commands(SmtpContent content)
    {
        var mail = new StringBuilder("MAIL FROM:<").Append(envelope.Sender).Append('>');
        if (connection.Offers("SIZE"))
        {
            mail.Append(CultureInfo.InvariantCulture, $" SIZE={content.Size}");
        }

        mail.Append(content.EightBit ? " BODY=8BITMIME" : "").Append(NeedsUtf8(content) ? " SMTPUTF8" : "");
        var recipient = $"RCPT TO:<{envelope.Recipient}>";
        if (envelope.Sender.Length > 0 && envelope.Notice != SmtpNotice.Unsaid && connection.Offers("DSN"))
        {
            mail.Append(envelope.Notice == SmtpNotice.Failure ? " RET=HDRS" : "");
            recipient += envelope.Notice == SmtpNotice.Failure ? " NOTIFY=FAILURE" : " NOTIFY=NEVER";
        }

        return (mail.ToString(), recipient);
    }

    /// <summary>A small message goes out in one piece with its final dot; of a large one only the last piece can complete it.</summary>
    private async ValueTask WriteAsync(ReadOnlyMemory<byte> wire)
    {
        while (wire.Length > MailTransport.RenewalBytes)
        {
            connection.Transport.Renew();
            await connection.Transport.WriteAsync(wire[..MailTransport.RenewalBytes]).ConfigureAwait(false);
            wire = wire[MailTransport.RenewalBytes..];
        }

        HandedOver = true;
        connection.Transport.Renew(finalTimeout);
        await connection.Transport.WriteAsync(wire).ConfigureAwait(false);
    }

    /// <summary>A reply that cannot be the one to our command: whatever follows would be taken for something else.</summary>
    private void AbandonUnlessInStep(bool expected)
    {
        if (!expected || !connection.IsInStep)
        {
            connection.Abandon();
        }
    }

    private bool NeedsUtf8(SmtpContent content) =>
        content.EightBitHeader || !SmtpAddress.IsAscii(envelope.Sender) || !SmtpAddress.IsAscii(envelope.Recipient);
}
