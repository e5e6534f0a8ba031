using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Ingestion.Channels;

/// <summary>
/// Gets access tokens from a token endpoint and keeps each one until shortly before it ends. For several callers at once, and with a token
/// file for several processes.
/// </summary>
/// <param name="secretInHeader">The client proves itself by HTTP Basic (RFC 6749 §2.3.1) and not in the form, where it has a secret.</param>
internal sealed class OAuthTokens(OAuthOptions options, HttpClient http, TimeProvider time, bool secretInHeader = false) : IDisposable
{
    /// <summary>The code of a fault that trying again later may mend.</summary>
    public const string Unavailable = "token-unavailable";

    /// <summary>The code of a fault that lasts until somebody changes something: the client's secret, the consent.</summary>
    public const string Refused = "token-refused";

    private const int MaxAnswerBytes = 64 * 1024;

    /// <summary>A token is renewed this long before its end, a short-lived one at half of its life.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>Taken when the endpoint does not say how long a token lives.</summary>
    private static readonly TimeSpan AssumedLife = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly OAuthTokenFile? _file = string.IsNullOrEmpty(options.TokenFile) ? null : new(options.TokenFile, options.RefreshToken ?? "");
    private string? _token;
    private string? _rejected;
    private string? _refreshToken = string.IsNullOrEmpty(options.RefreshToken) ? null : options.RefreshToken;
    private StoredToken? _unsaved;
    private DateTimeOffset _renewAt;
    private DateTimeOffset _endsAt;

    /// <summary>Since when the endpoint has refused the consent or the client, or null.</summary>
    public DateTimeOffset? RefusedSince { get; private set; }

    /// <summary>The token to use now.</summary>
    /// <exception cref="ChannelFaultException"><see cref="Unavailable"/>, or <see cref="Refused"/>, which is permanent.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = time.GetUtcNow();
            var kept = Volatile.Read(ref _token);
            if (kept is not null && now < _renewAt)
            {
                return kept;
            }

            try
            {
                return _file is null ? await RequestAsync(now, cancellationToken).ConfigureAwait(false) : await ShareAsync(_file, now, cancellationToken).ConfigureAwait(false);
            }
            catch (ChannelFaultException) when (kept is not null && now < _endsAt)
            {
                return kept;
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The provider does not take this token any more: the next one asked for is another.</summary>
    public void Reject(string token)
    {
        if (string.Equals(Volatile.Read(ref _token), token, StringComparison.Ordinal))
        {
            Volatile.Write(ref _rejected, token);
            Volatile.Write(ref _token, null);
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Whoever holds the file renews; the others find what was renewed.</summary>
    private async Task<string> ShareAsync(OAuthTokenFile file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            using var held = await file.HoldAsync(Patience, cancellationToken).ConfigureAwait(false);
            if (_unsaved is not null)
            {
                held.Write(_unsaved);
                _unsaved = null;
            }

            var stored = held.Read();
            if (stored is { AccessToken.Length: > 0 } && now < stored.RenewAt && !string.Equals(stored.AccessToken, Volatile.Read(ref _rejected), StringComparison.Ordinal))
            {
                (_renewAt, _endsAt) = (stored.RenewAt, stored.EndsAt);
                Volatile.Write(ref _token, stored.AccessToken);
                return stored.AccessToken;
            }

            _refreshToken = stored?.RefreshToken is { Length: > 0 } next ? next : _refreshToken;

            // Not broken off by the caller once asked: the old refresh token is spent then, and only the answer holds the next.
            cancellationToken.ThrowIfCancellationRequested();
            var token = await RequestAsync(now, CancellationToken.None).ConfigureAwait(false);
            _unsaved = new StoredToken { RefreshToken = _refreshToken ?? "", AccessToken = token, RenewAt = _renewAt, EndsAt = _endsAt };
            held.Write(_unsaved);
            _unsaved = null;
            return token;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ChannelFaultException(Unavailable, $"the token file {options.TokenFile} cannot be used: {fault.GetType().Name}", fault);
        }
    }

    private async Task<string> RequestAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, options.TokenEndpoint) { Content = new FormUrlEncodedContent(Form()) };
            request.Headers.Accept.ParseAdd("application/json");
            if (InHeader)
            {
                var pair = $"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(options.ClientSecret!)}";
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
            }

            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            using var json = await ReadAsync(response, limit.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? Keep(json, now) : throw Refusal(response.StatusCode, json, now);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ChannelFaultException(Unavailable, "the token endpoint cannot be reached or does not answer", fault);
        }
    }

    private bool InHeader => secretInHeader && !string.IsNullOrEmpty(options.ClientSecret);

    private IEnumerable<KeyValuePair<string, string>> Form()
    {
        yield return new("grant_type", _refreshToken is null ? "client_credentials" : "refresh_token");
        if (!InHeader)
        {
            yield return new("client_id", options.ClientId);
            if (!string.IsNullOrEmpty(options.ClientSecret))
            {
                yield return new("client_secret", options.ClientSecret);
            }
        }

        if (_refreshToken is { } refresh)
        {
            yield return new("refresh_token", refresh);
        }

        if (!string.IsNullOrEmpty(options.Scope))
        {
            yield return new("scope", options.Scope);
        }
    }

    private string Keep(JsonDocument? json, DateTimeOffset now)
    {
        if (Text(json, "access_token") is not { Length: > 0 } token)
        {
            throw new ChannelFaultException(Unavailable, "the token endpoint answered without an access token");
        }

        var life = json!.RootElement.TryGetProperty("expires_in", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : AssumedLife;
        _refreshToken = _refreshToken is null ? null : Text(json, "refresh_token") is { Length: > 0 } next ? next : _refreshToken;
        (_renewAt, _endsAt) = (now + (life > 2 * Margin ? life - Margin : life / 2), now + life);
        RefusedSince = null;
        Volatile.Write(ref _token, token);
        return token;
    }

    private static async Task<JsonDocument?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var bytes = new byte[MaxAnswerBytes];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonDocument.Parse(bytes.AsMemory(0, length));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>RFC 6749 §5.2: 400 and 401 say that asking again as before will not help.</summary>
    private ChannelFaultException Refusal(HttpStatusCode status, JsonDocument? json, DateTimeOffset now)
    {
        var error = Text(json, "error");
        var shown = error is { Length: > 0 and <= 40 } && error.All(one => char.IsAsciiLetter(one) || one == '_') ? error : $"status {(int)status}";
        if (status is not (HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) || error is "temporarily_unavailable")
        {
            return new(Unavailable, $"the token endpoint gives no token now: {shown}");
        }

        RefusedSince ??= now;
        return new(Refused, $"the token endpoint gives no token: {shown}") { Permanent = true };
    }

    private static string? Text(JsonDocument? json, string name) =>
        json is { RootElement.ValueKind: JsonValueKind.Object } && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
