using Ingestion.Mail.Smtp;
using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Smtp;

/// <summary>Sends acknowledgements to a submission server.</summary>
internal sealed class SmtpSender(SmtpOptions options, MailCredentials? credentials, MailIdentity identity, TimeProvider time) : IMessageSender
{
    /// <summary>Grey lists usually let a mail in after five minutes; limits are counted by the minute or the hour.</summary>
    private static readonly TimeSpan SlowDown = TimeSpan.FromMinutes(5);

    private readonly SmtpClient _client = new(options.Endpoint, credentials, options.Settings, time);
    private volatile bool _nullSenderRefused;

    /// <summary>The same Message-ID at every try: mail programs may fold a repeat, nobody promises it.</summary>
    public RepeatSafety RepeatSafety => RepeatSafety.Tolerable;

    public bool CanReach(ContactPoint to) => AcknowledgementMail.Recipient(to) is not null;

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!AcknowledgementMail.TryCompose(message, identity, out var mail, out var refusal))
        {
            return new(SendOutcome.Refused, refusal);
        }

        var result = await _client.SendAsync(Envelope(message.To.Value), mail, cancellationToken).ConfigureAwait(false);
        if (result.SenderRefused && !_nullSenderRefused && string.IsNullOrEmpty(options.EnvelopeSender) && !string.IsNullOrEmpty(options.FallbackEnvelopeSender))
        {
            // Refused before anybody was named: this is the first try that can reach the customer.
            _nullSenderRefused = true;
            result = await _client.SendAsync(Envelope(message.To.Value), mail, cancellationToken).ConfigureAwait(false);
        }

        return new(Outcome(result.Outcome), result.Reason)
        {
            ProviderId = result.QueueId,
            ChannelFault = result.AccountFault,
            RetryAfter = result.Cause == SmtpCause.Rate ? SlowDown : null,
        };
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private SmtpEnvelope Envelope(string to) =>
        !string.IsNullOrEmpty(options.EnvelopeSender) ? new(options.EnvelopeSender, to) { Notice = SmtpNotice.Failure }
        : _nullSenderRefused ? new(options.FallbackEnvelopeSender!, to) { Notice = SmtpNotice.Never }
        : new("", to);

    private static SendOutcome Outcome(SmtpOutcome outcome) => outcome switch
    {
        SmtpOutcome.Sent => SendOutcome.Sent,
        SmtpOutcome.Refused => SendOutcome.Refused,
        SmtpOutcome.Later => SendOutcome.Later,
        _ => SendOutcome.Uncertain,
    };
}
