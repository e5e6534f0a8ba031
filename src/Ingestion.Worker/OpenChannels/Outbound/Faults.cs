using System.Globalization;
using Ingestion.Channels;

namespace Ingestion.Worker.OpenChannels.Outbound;

/// <summary>What the pipeline says instead of an answer. No text names the URL: it may hold a token.</summary>
internal static class Faults
{
    public const string RateLimited = "rate-limited";
    public const string CircuitOpen = "circuit-open";
    public const string ConnectTimeout = "connect-timeout";
    public const string NoAnswer = "no-answer";
    public const string AnswerTooLarge = "answer-too-large";
    public const string UnexpectedAnswer = "unexpected-answer";

    public static ChannelFaultException TooMany(TimeSpan wait) => new(
        RateLimited, string.Create(CultureInfo.InvariantCulture, $"The provider takes no more requests for {Seconds(wait)} s; none is sent before."))
    {
        RetryAfter = wait,
    };

    /// <summary>Of one recipient; see <see cref="RateScope"/>.</summary>
    public static ChannelFaultException TooManyForOne(TimeSpan wait) => new(
        RateLimited, string.Create(CultureInfo.InvariantCulture, $"The provider takes nothing more for this recipient for {Seconds(wait)} s; none is sent before."))
    {
        RetryAfter = wait,
        OneRecipient = true,
    };

    public static ChannelFaultException Open(TimeSpan? wait) => new(
        CircuitOpen, "The provider failed again and again; it is left alone for a moment.")
    {
        RetryAfter = wait,
        IsOurs = true,
    };

    public static ChannelFaultException NotConnected(Exception cause) => new(ConnectTimeout, "The provider takes no connection.", cause);

    /// <summary>What the transport's exception says, as a code that an operator finds in the manual.</summary>
    public static ChannelFaultException Broken(HttpRequestException cause)
    {
        var (code, text) = cause.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => ("name-not-found", "The provider's name is not known: check the address and DNS."),
            HttpRequestError.SecureConnectionError => ("tls-failed", "The provider's certificate or TLS is not acceptable."),
            HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => ("unreachable", "The provider, or the proxy to it, takes no connection."),
            _ => ("connection-lost", "The connection to the provider broke before the whole answer was there."),
        };
        return new ChannelFaultException(code, text, cause);
    }

    public static ChannelFaultException NotAnswered(Exception? cause = null) => new(NoAnswer, "The provider did not answer in time.", cause);

    public static ChannelFaultException TooLarge(long limit) => new(
        AnswerTooLarge, string.Create(CultureInfo.InvariantCulture, $"The provider's answer is longer than {limit} bytes."));

    public static ChannelFaultException Encoded() => new(
        UnexpectedAnswer, "The provider's answer is compressed in a way that was not asked for.");

    private static double Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds);
}
