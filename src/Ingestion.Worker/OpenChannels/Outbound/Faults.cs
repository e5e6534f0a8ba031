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

    public static ChannelFaultException Open(TimeSpan? wait) => new(
        CircuitOpen, "The provider failed again and again; it is left alone for a moment.")
    {
        RetryAfter = wait,
    };

    public static ChannelFaultException NotConnected(Exception cause) => new(ConnectTimeout, "The provider takes no connection.", cause);

    public static ChannelFaultException NotAnswered(Exception? cause = null) => new(NoAnswer, "The provider did not answer in time.", cause);

    public static ChannelFaultException TooLarge(long limit) => new(
        AnswerTooLarge, string.Create(CultureInfo.InvariantCulture, $"The provider's answer is longer than {limit} bytes."));

    public static ChannelFaultException Encoded() => new(
        UnexpectedAnswer, "The provider's answer is compressed in a way that was not asked for.");

    private static double Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds);
}
