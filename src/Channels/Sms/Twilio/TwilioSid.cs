using System.Diagnostics.CodeAnalysis;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>Twilio's ids: two letters for the kind and 32 hexadecimal digits.</summary>
internal static class TwilioSid
{
    private const int Longest = 64;

    /// <summary>Whether it can be a message's id: wider than the documented form, but fit for URLs and keys.</summary>
    public static bool IsSid([NotNullWhen(true)] string? text) => text is { Length: > 0 and <= Longest } && text.All(char.IsAsciiLetterOrDigit);

    /// <summary>Whether it has the documented form with these two letters.</summary>
    public static bool Is(string? text, string kind) =>
        text is { Length: 34 } && text.StartsWith(kind, StringComparison.Ordinal) && text.AsSpan(2).IndexOfAnyExcept("0123456789abcdefABCDEF") < 0;
}
