using System.Text.Json.Serialization;

namespace Ingestion.Channels;

/// <summary>What a token file holds.</summary>
internal sealed record StoredToken
{
    /// <summary>Which consent it goes back to: the beginning of the hash of the refresh token in the settings.</summary>
    [JsonPropertyName("consent")]
    public string Consent { get; init; } = "";

    [JsonPropertyName("refresh_token")]
    public string RefreshToken { get; init; } = "";

    [JsonPropertyName("access_token")]
    public string AccessToken { get; init; } = "";

    [JsonPropertyName("renew_at")]
    public DateTimeOffset RenewAt { get; init; }

    [JsonPropertyName("ends_at")]
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>Never the tokens.</summary>
    public override string ToString() => nameof(StoredToken);
}
