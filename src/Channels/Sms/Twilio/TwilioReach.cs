using System.Collections.Frozen;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>Whom a channel may answer: on which network it has a sender, and in which countries.</summary>
internal sealed class TwilioReach(TwilioOptions options)
{
    private readonly FrozenSet<string> _countries = options.Countries.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public bool HasSms { get; } = !string.IsNullOrEmpty(options.From) || !string.IsNullOrEmpty(options.MessagingServiceSid);

    public bool HasWhatsApp { get; } = !string.IsNullOrEmpty(options.WhatsAppFrom);

    public bool Includes(ContactPoint to)
    {
        switch (to.Kind)
        {
            case ContactPointKind.Phone:
                return HasSms && IsNumber(to.Value) && IsAllowed(to.Value);
            case ContactPointKind.Handle when HasWhatsApp && TwilioAddress.Read(to.Value) is { Network: TwilioAddress.WhatsApp } address:
                // An id in place of a number has no country; WhatsApp lets us write only to who wrote to us.
                return address.Phone is not { } phone || IsAllowed(phone.Value);
            default:
                return false;
        }
    }

    private bool IsAllowed(string number) => options.AllowAllCountries || (PhoneCountries.Of(number) is { } country && _countries.Contains(country));

    private static bool IsNumber(string value) => PhoneNumber.Read(value)?.Value is { } read && string.Equals(read, value, StringComparison.Ordinal);
}
