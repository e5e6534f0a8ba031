using System.Globalization;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>What became of a message of ours that stands in the account's list. Pure.</summary>
internal static class TwilioFound
{
    /// <summary>
    /// Judged as the answer to its sending would have been. Null for one that failed and may go out at another try: it is as good as not there.
    /// </summary>
    public static SendResult? Read(TwilioFields fields)
    {
        var sid = fields["MessageSid"];
        int? error = int.TryParse(fields["error_code"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
        var status = fields["SmsStatus"]?.ToLowerInvariant();
        var result = error is { } code ? TwilioErrors.Failed(code)
            : status is "failed" or "undelivered" or "canceled" ? new SendResult(SendOutcome.Refused, "twilio-" + status)
            : new SendResult(SendOutcome.Sent, "found-at-provider");
        return result.Outcome == SendOutcome.Later ? null : result with { ProviderId = sid };
    }
}
