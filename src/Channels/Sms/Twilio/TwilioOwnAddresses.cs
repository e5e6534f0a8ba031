namespace Ingestion.Channels.Sms.Twilio;

/// <summary>The addresses under which the channel itself is written to and sends.</summary>
internal static class TwilioOwnAddresses
{
    /// <summary>As Twilio writes them: <c>+994…</c>, <c>whatsapp:+994…</c>.</summary>
    public static IEnumerable<string> Of(TwilioOptions options) =>
        options.ReceivesAt.Append(options.From).Append(WhatsApp(options))
            .Select(one => TwilioAddress.Read(one))
            .OfType<TwilioAddress>()
            .Select(Written)
            .Distinct(StringComparer.Ordinal);

    /// <summary>The same as contact points: a number is one person on every network.</summary>
    public static IReadOnlyList<ContactPoint> Points(TwilioOptions options) =>
        [.. options.ReceivesAt.Append(options.From).Append(options.WhatsAppFrom).Select(one => TwilioAddress.Read(one)).OfType<TwilioAddress>().Select(one => one.Phone ?? one.Handle).Distinct()];

    /// <summary>The WhatsApp sender with its network, or null.</summary>
    public static string? WhatsApp(TwilioOptions options) =>
        TwilioAddress.Read(options.WhatsAppFrom) is { } address ? $"{TwilioAddress.WhatsApp}:{address.Phone?.Value ?? address.Id}" : null;

    public static string Written(TwilioAddress address) => address.Network is null ? address.Phone?.Value ?? address.Id : address.Handle.Value;
}
