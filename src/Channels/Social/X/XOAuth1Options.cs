using System.ComponentModel.DataAnnotations;

namespace Ingestion.Channels.Social.X;

/// <summary>OAuth 1.0a, user context: four values from the developer portal. All but the first are secrets.</summary>
internal sealed record XOAuth1Options
{
    /// <summary>The app's API key.</summary>
    [Required]
    public string ConsumerKey { get; init; } = "";

    /// <summary>The app's API key secret.</summary>
    [Required]
    public string ConsumerSecret { get; init; } = "";

    /// <summary>The account's access token: its numeric id, a hyphen and letters.</summary>
    [Required]
    public string AccessToken { get; init; } = "";

    /// <summary>The access token's secret.</summary>
    [Required]
    public string AccessTokenSecret { get; init; } = "";

    /// <summary>Never the secrets.</summary>
    public override string ToString() => nameof(XOAuth1Options);
}
