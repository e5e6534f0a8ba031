using System.ComponentModel.DataAnnotations;

namespace Ingestion.Channels.Email.Pickup;

/// <summary>Options of the <c>pickup</c> connector.</summary>
public sealed record PickupOptions
{
    /// <summary>The folder that mails are written into; must exist. A mail system or a person takes them from there.</summary>
    [Required]
    public string Folder { get; init; } = "";

    /// <summary>The address that customers see as the sender.</summary>
    [Required]
    public string From { get; init; } = "";

    /// <summary>The name beside it; empty: the organisation's name.</summary>
    public string FromName { get; init; } = "";

    /// <summary>Where customers' answers go; empty: to <see cref="From"/>.</summary>
    public string ReplyTo { get; init; } = "";
}
