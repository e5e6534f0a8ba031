using Ingestion.Mail.Mime;
using Ingestion.Mail.Smtp;

namespace Ingestion.Channels.Email.Smtp;

/// <summary>Sends acknowledgements to a submission server.</summary>
internal sealed class SmtpSender(SmtpOptions options, MailIdentity identity, TimeProvider time) : IMessageSender
{
    private readonly SmtpClient _client = new(options.Endpoint, options.Credentials, options.Settings, time);
    private volatile bool _nullSenderRefused;

    /// <summary>The same Message-ID at every try: mail programs may fold a repeat, nobody promises it.</summary>
    public RepeatSafety RepeatSafety => RepeatSafety.Tolerable;

    public bool CanReach(ContactPoint to) =>
        to.Kind == ContactPointKind.Email && MailAddress.Parse(to.Value) is { IsAnswerable: true } address &&
        string.Equals(address.Address, to.Value, StringComparison.Ordinal);

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!AcknowledgementMail.TryCompose(message, identity, out var mail, out var refusal))
        {
            return new(SendOutcome.Refused, refusal);
        }

        var sender = _nullSenderRefused ? options.FallbackEnvelopeSender! : options.EnvelopeSender ?? "";
        var result = await _client.SendAsync(new(sender, message.To.Value), mail, cancellationToken).ConfigureAwait(false);
        if (result.SenderRefused && sender.Length == 0 && !string.IsNullOrEmpty(options.FallbackEnvelopeSender))
        {
            // Refused before anybody was named: this is the first try that can reach the customer.
            _nullSenderRefused = true;
            result = await _client.SendAsync(new(options.FallbackEnvelopeSender, message.To.Value), mail, cancellationToken).ConfigureAwait(false);
        }

        return new(Outcome(result.Outcome), result.Reason) { ProviderId = result.QueueId, ChannelFault = result.AccountFault };
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static SendOutcome Outcome(SmtpOutcome outcome) => outcome switch
    {
        SmtpOutcome.Sent => SendOutcome.Sent,
        SmtpOutcome.Refused => SendOutcome.Refused,
        SmtpOutcome.Later => SendOutcome.Later,
        _ => SendOutcome.Uncertain,
    };
}
