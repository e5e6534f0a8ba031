using System.ComponentModel.DataAnnotations;

namespace Ingestion.Channels;

/// <summary>
/// Where an account's access tokens come from (OAuth 2.0, RFC 6749): by the client's own credentials (§4.4), or with a refresh token that
/// somebody obtained once by consent (§6).
/// </summary>
public sealed record OAuthOptions
{
    /// <summary>The provider's token endpoint; https, or http on the own machine.</summary>
    [Required]
    public string TokenEndpoint { get; init; } = "";

    /// <summary>The application's id at the provider.</summary>
    [Required]
    public string ClientId { get; init; } = "";

    /// <summary>The application's secret. Better given as a key file or environment variable. Mandatory without a refresh token.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Given: the account's consent. Missing: the application logs in by itself. Better given as a key file or environment variable.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>What the token is asked for; several are separated by spaces. Some providers demand it.</summary>
    public string? Scope { get; init; }

    /// <summary>Never the secrets.</summary>
    public override string ToString() => nameof(OAuthOptions);
}
