namespace Ingestion.Channels.Sms.Twilio;

/// <summary>Approved WhatsApp templates, for answers that come after the window for free text. Their variable <c>{{1}}</c> gets the tracking number.</summary>
internal sealed record TwilioTemplates
{
    /// <summary>The Turkish template's Content SID: <c>HX…</c>.</summary>
    public string? Tr { get; init; }

    /// <summary>The Azerbaijani one.</summary>
    public string? Az { get; init; }

    /// <summary>The Persian one.</summary>
    public string? Fa { get; init; }

    /// <summary>The English one.</summary>
    public string? En { get; init; }

    public string? Of(string language) => Given(language switch
    {
        "tr" => Tr,
        "az" => Az,
        "fa" => Fa,
        "en" => En,
        _ => null,
    });

    private static string? Given(string? sid) => string.IsNullOrEmpty(sid) ? null : sid;
}
