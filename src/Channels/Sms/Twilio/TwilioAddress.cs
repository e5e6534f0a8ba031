namespace Ingestion.Channels.Sms.Twilio;

/// <summary>What stands in From and To: a number, a short code, a name, or one of them behind the name of another network.</summary>
/// <param name="Network">Lower case: <c>whatsapp</c>, <c>messenger</c>, <c>rcs</c>; null for SMS and MMS.</param>
/// <param name="Id">What stands behind the network's name.</param>
internal readonly record struct TwilioAddress(string? Network, string Id)
{
    public const string WhatsApp = "whatsapp";

    private const int MaxId = 280;

    /// <summary>The number as a contact point; null when it is none.</summary>
    public ContactPoint? Phone => Id.StartsWith('+') ? PhoneNumber.Read(Id) : null;

    /// <summary>The point that is reached on the network: <c>whatsapp:+994…</c>. For SMS without a number <c>sms:70001</c>.</summary>
    public ContactPoint Handle => new(ContactPointKind.Handle, $"{Network ?? "sms"}:{Phone?.Value ?? Id}");

    /// <summary>Null when there is nothing that could be an address.</summary>
    public static TwilioAddress? Read(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > MaxId || text.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter) || letter == '\uFFFD'))
        {
            return null;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return new TwilioAddress(null, text);
        }

        var network = text[..colon];
        return colon is 0 or > 20 || colon == text.Length - 1 || !network.All(char.IsAsciiLetterOrDigit)
            ? null
            : new TwilioAddress(network.ToLowerInvariant(), text[(colon + 1)..].Trim());
    }

    public override string ToString() => nameof(TwilioAddress);
}
