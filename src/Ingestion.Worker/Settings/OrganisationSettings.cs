using System.ComponentModel.DataAnnotations;

namespace Ingestion.Worker.Settings;

/// <summary>Who we are to customers.</summary>
internal sealed record OrganisationSettings
{
    /// <summary>The name that customers read in every answer. Mandatory in settings; at most 200 characters.</summary>
    [Required]
    [StringLength(200)]
    public string Name { get; init; } = "";

    /// <summary>
    /// The domain to the right of the @ in our Message-IDs: one that we own, ASCII (punycode), the same on every worker. Default: localhost, good
    /// for trying things out only.
    /// </summary>
    [Required]
    [StringLength(190)]
    public string MailDomain { get; init; } = "localhost";

    /// <summary>IANA time zone in which dates are told to customers: <c>Asia/Baku</c>. Default: UTC.</summary>
    [Required]
    public string TimeZone { get; init; } = "UTC";
}
