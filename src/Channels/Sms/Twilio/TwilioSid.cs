using System.Diagnostics.CodeAnalysis;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>Twilio's ids: two letters for the kind and 32 hexadecimal digits.</summary>
internal static class TwilioSid
{
    private const int Length = 34;

    /// <summary>
    /// Whether it is the id of anything. Exactly the documented form: a signature covers names and values without borders between them, so that a
    /// captured request could otherwise come again with the next field's name as the end of a new id.
    /// </summary>
    public static bool IsSid([NotNullWhen(true)] string? text) =>
        text is { Length: Length } && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && text.AsSpan(2).IndexOfAnyExcept("0123456789abcdefABCDEF") < 0;

    /// <summary>Whether it is an id of this kind: <c>AC</c>, <c>MG</c>.</summary>
    public static bool Is(string? text, string kind) => IsSid(text) && text.StartsWith(kind, StringComparison.Ordinal);
}
