namespace Ingestion.Channels.Sms.Twilio;

/// <summary>What attributes on the options cannot say.</summary>
internal static class TwilioRules
{
    private const int ShortestToken = 16;

    public static IEnumerable<SettingFault> Check(TwilioOptions options) =>
        [.. Login(options), .. Urls(options), .. Senders(options), .. Countries(options), .. Polling(options)];

    private static IEnumerable<SettingFault> Login(TwilioOptions options)
    {
        if (!TwilioSid.Is(options.AccountSid, "AC"))
        {
            yield return new(nameof(options.AccountSid), "must be AC and 32 hexadecimal digits, from the console's start page");
        }

        for (var n = 0; n < options.AuthTokens.Count; n++)
        {
            if (options.AuthTokens[n].Length < ShortestToken || options.AuthTokens[n].Any(letter => letter is <= ' ' or > '~'))
            {
                yield return new($"{nameof(options.AuthTokens)}:{n}", "is no auth token: 32 letters and digits from the console, without blanks");
            }
        }

        if (string.IsNullOrEmpty(options.ApiKeySid) != string.IsNullOrEmpty(options.ApiKeySecret))
        {
            yield return new(nameof(options.ApiKeySecret), "ApiKeySid and ApiKeySecret belong together: give both or none");
        }
        else if (!string.IsNullOrEmpty(options.ApiKeySid) && !TwilioSid.Is(options.ApiKeySid, "SK"))
        {
            yield return new(nameof(options.ApiKeySid), "must be SK and 32 hexadecimal digits");
        }
    }

    private static IEnumerable<SettingFault> Urls(TwilioOptions options)
    {
        if (!Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var hook)
            || hook.Scheme != Uri.UriSchemeHttps
            || !options.PublicUrl.StartsWith("https://", StringComparison.Ordinal)
            || options.PublicUrl.AsSpan().IndexOfAny("?#@ ") >= 0
            || hook.Host.Contains('_', StringComparison.Ordinal))
        {
            yield return new(nameof(options.PublicUrl), "must be the https URL as it stands in Twilio's console, without user name, query and fragment, its host without underscore: https://ingest.example.az/hooks/sms");
        }

        var isHost = Uri.TryCreate(options.ApiUrl, UriKind.Absolute, out var api) && api.UserInfo.Length == 0 && api.Query.Length == 0 && api.Fragment.Length == 0;
        if (!isHost || !(api!.IsLoopback || (api.Scheme == Uri.UriSchemeHttps && api.Host.EndsWith(".twilio.com", StringComparison.OrdinalIgnoreCase) && api.AbsolutePath == "/")))
        {
            yield return new(nameof(options.ApiUrl), "must be a host of Twilio's: https://api.twilio.com, or https://api.<edge>.<region>.twilio.com");
        }
    }

    private static IEnumerable<SettingFault> Senders(TwilioOptions options)
    {
        if (!string.IsNullOrEmpty(options.From) && !IsSender(options.From))
        {
            yield return new(nameof(options.From), "must be a number (+994…), a short code, or a registered name of up to 11 letters and digits");
        }

        if (!string.IsNullOrEmpty(options.MessagingServiceSid) && !TwilioSid.Is(options.MessagingServiceSid, "MG"))
        {
            yield return new(nameof(options.MessagingServiceSid), "must be MG and 32 hexadecimal digits");
        }

        if (!string.IsNullOrEmpty(options.WhatsAppFrom) && TwilioAddress.Read(options.WhatsAppFrom) is not { Network: null or TwilioAddress.WhatsApp, Phone: not null })
        {
            yield return new(nameof(options.WhatsAppFrom), "must be the WhatsApp sender's number: +994…");
        }

        foreach (var language in new[] { "Tr", "Az", "Fa", "En" })
        {
            if (options.WhatsAppTemplates?.Of(language.ToLowerInvariant()) is { } sid && !TwilioSid.Is(sid, "HX"))
            {
                yield return new($"{nameof(options.WhatsAppTemplates)}:{language}", "must be the approved template's Content SID: HX and 32 hexadecimal digits");
            }
        }
    }

    private static IEnumerable<SettingFault> Countries(TwilioOptions options)
    {
        var reach = new TwilioReach(options);
        if ((reach.HasSms || reach.HasWhatsApp) && options.Countries.Count == 0 && !options.AllowAllCountries)
        {
            yield return new(nameof(options.Countries), "name the countries whose numbers are answered ([\"AZ\", \"TR\"]), or set AllowAllCountries and pay for whoever writes");
        }

        for (var n = 0; n < options.Countries.Count; n++)
        {
            if (!PhoneCountries.IsKnown(options.Countries[n].ToUpperInvariant()))
            {
                yield return new($"{nameof(options.Countries)}:{n}", "is no country with numbers of its own; ISO 3166-1 codes have two letters: AZ, TR, IR, DE");
            }
        }
    }

    private static IEnumerable<SettingFault> Polling(TwilioOptions options)
    {
        for (var n = 0; n < options.ReceivesAt.Count; n++)
        {
            if (TwilioAddress.Read(options.ReceivesAt[n]) is not { Network: null or TwilioAddress.WhatsApp } address || !IsNumber(address))
            {
                yield return new($"{nameof(options.ReceivesAt)}:{n}", "must be +994…, a short code or whatsapp:+994…");
            }
        }

        if (options.Poll && string.IsNullOrEmpty(options.MessagingServiceSid) && !TwilioOwnAddresses.Of(options).Any())
        {
            yield return new(nameof(options.ReceivesAt), "name the numbers that the poll takes messages of, or set Poll to false");
        }
    }

    /// <summary>Something that can be written to: a number, or a short code of SMS. Names only send.</summary>
    private static bool IsNumber(TwilioAddress address) => address.Phone is not null || (address.Network is null && IsShortCode(address.Id));

    private static bool IsShortCode(string text) => text.Length is >= 3 and <= 8 && text.All(char.IsAsciiDigit);

    private static bool IsSender(string text) =>
        PhoneNumber.Read(text)?.Value == text
        || IsShortCode(text)
        || (text.Length is >= 1 and <= 11 && text.Any(char.IsAsciiLetter) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-' or '_' or '&' or '+'));
}
