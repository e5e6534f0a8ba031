using System.Globalization;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>
/// What Twilio's answer to a message means. Its error numbers are hints (Twilio says so itself): those that are not listed count by the HTTP status.
/// </summary>
internal static class TwilioErrors
{
    public static SendResult ResultOf(HttpResponseMessage response, TwilioAnswer answer, TimeProvider time)
    {
        var status = (int)response.StatusCode;
        var reason = answer.Error is { } number ? string.Create(CultureInfo.InvariantCulture, $"twilio-{number}") : HttpFaults.CodeOf(response);
        if (status is >= 200 and < 300)
        {
            return answer.Error is null
                ? new SendResult(SendOutcome.Sent, reason) { ProviderId = answer.Sid, Segments = answer.Segments }
                : Failed(answer.Error.Value) with { ProviderId = answer.Sid };
        }

        if (status >= 500)
        {
            // A fault behind the API may come after the message was taken.
            return new SendResult(SendOutcome.Uncertain, reason) { RetryAfter = HttpFaults.RetryAfterOf(response, time) };
        }

        var known = status is 401 or 429 || answer.Error is null ? null : Known(answer.Error.Value, reason);
        var result = known ?? (status == 404 ? Ours(reason) : HttpFaults.ResultOf(response, time) with { Reason = reason });
        return result with { RetryAfter = HttpFaults.RetryAfterOf(response, time) };
    }

    /// <summary>Of a message that Twilio took and did not get through.</summary>
    public static SendResult Failed(int error)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"twilio-{error}");
        return Known(error, reason) ?? new SendResult(SendOutcome.Refused, reason);
    }

    private static SendResult? Known(int error, string reason) => error switch
    {
        // Too many at once, queue overflow, the network's own limit: certainly not sent.
        20429 or 30001 or 63018 => new SendResult(SendOutcome.Later, reason),

        // Login, sender, country and registration: an operator has to act, then it goes out.
        20003 or 20404 or 21212 or 21408 or 21606 or 21608 or 30002 or 30032 or 30034 or 30450 => Ours(reason),

        // They wrote STOP, and Twilio kept it even where we never saw it.
        21610 => new SendResult(SendOutcome.Refused, reason) { OptedOut = true },

        // The recipient: number, no route, landline, blocked. The text: too long, WhatsApp's window is over.
        21211 or 21612 or 21614 or 21617 or (>= 30003 and <= 30008) or 63003 or 63016 or 63024 => new SendResult(SendOutcome.Refused, reason),
        _ => null,
    };

    private static SendResult Ours(string reason) => new(SendOutcome.Later, reason) { ChannelFault = true };
}
