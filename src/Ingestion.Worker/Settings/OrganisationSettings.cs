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

    /// <summary>
    /// When people answer, on the clock of <see cref="TimeZone"/>: <c>Mon-Fri 09:00-18:00</c>, <c>Sat 10:00-14:00</c>, each day once. Days without hours are
    /// free. Answer times that are promised to customers count these hours only. Default: around the clock.
    /// </summary>
    public IReadOnlyList<string> WorkingHours { get; init; } = [];

    /// <summary>
    /// Days on which nobody works, in the Gregorian calendar: <c>2027-03-20</c>, a span of at most 60 days <c>2027-03-20..2027-03-24</c>, or <c>01-01</c> of
    /// every year. Default: none.
    /// </summary>
    public IReadOnlyList<string> Holidays { get; init; } = [];
}
