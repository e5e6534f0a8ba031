using System.ComponentModel.DataAnnotations;

namespace Ingestion.Channels.Forms;

/// <summary>Settings of a <c>form</c> channel.</summary>
internal sealed record FormOptions
{
    /// <summary>Most characters of a message; longer ones are shown again with the fault beside them, nothing typed is lost.</summary>
    [Range(100, 50_000)]
    public int MaxTextLength { get; init; } = 5_000;

    /// <summary>Ask for an e-mail address or a phone number. Off: anonymous messages are taken, and their writers see the number on the page only.</summary>
    public bool RequireContact { get; init; } = true;

    /// <summary>The organisation's privacy notice, linked below the form: an https URL. KVKK and GDPR want one where data is collected.</summary>
    public string? PrivacyUrl { get; init; }
}
