using System.ComponentModel.DataAnnotations;

namespace Ingestion.Channels.Social.X;

/// <summary>OAuth 2.0 with PKCE, user context: what remains of the consent that somebody gave once in a browser.</summary>
internal sealed record XOAuth2Options
{
    /// <summary>The app's OAuth 2.0 client id.</summary>
    [Required]
    public string ClientId { get; init; } = "";

    /// <summary>The client's secret; none for a public client.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The first refresh token. It works once: its successors are kept in <see cref="TokenFile"/>.</summary>
    [Required]
    public string RefreshToken { get; init; } = "";

    /// <summary>
    /// A file that only this program reads and writes, on a disk that all its workers share: the tokens in force. Delete it to begin with
    /// <see cref="RefreshToken"/> again; a changed <see cref="RefreshToken"/> does that by itself.
    /// </summary>
    [Required]
    public string TokenFile { get; init; } = "";

    /// <summary>Never the secrets.</summary>
    public override string ToString() => nameof(XOAuth2Options);
}
