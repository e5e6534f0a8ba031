using System.Net.Http.Headers;

namespace Ingestion.Channels;

/// <summary>One URL to fetch.</summary>
/// <param name="Url">Absolute; https, unless the host's settings allow otherwise.</param>
public sealed record MediaRequest(Uri Url)
{
    /// <summary>Sent to <see cref="CredentialHosts"/> only, over https only.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>The provider's hosts: exact names, or <c>*.twilio.com</c> for all below a domain. Lower case.</summary>
    public IReadOnlyList<string> CredentialHosts { get; init; } = [];

    /// <summary>Never the URL: it may hold a token.</summary>
    public override string ToString() => nameof(MediaRequest);
}
