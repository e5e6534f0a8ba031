using System.Net;
using System.Text.Json;

namespace Ingestion.Channels;

/// <summary>Gets access tokens from a token endpoint and keeps each one until shortly before it ends. For several callers at once.</summary>
internal sealed class OAuthTokens(OAuthOptions options, HttpClient http, TimeProvider time) : IDisposable
{
    private const string Unavailable = "token-unavailable";
    private const int MaxAnswerBytes = 64 * 1024;

    /// <summary>A token is renewed this long before its end, a short-lived one at half of its life.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>Taken when the endpoint does not say how long a token lives.</summary>
    private static readonly TimeSpan AssumedLife = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);
    private string? _token;
    private string? _refreshToken = string.IsNullOrEmpty(options.RefreshToken) ? null : options.RefreshToken;
    private DateTimeOffset _renewAt;
    private DateTimeOffset _endsAt;
    private CredentialLife? _life;

    /// <summary>How long the last token lives; once the endpoint refuses, since when. Null before the first answer.</summary>
    public CredentialLife? Life => Volatile.Read(ref _life);

    /// <summary>The token to use now.</summary>
    /// <exception cref="ChannelFaultException">
    /// <c>token-unavailable</c>: trying again later may help. <c>token-refused</c>, permanent: somebody has to change something first.
    /// </exception>
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
                return await RequestAsync(now, cancellationToken).ConfigureAwait(false);
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

    /// <summary>A server refused this token: the next <see cref="GetAsync"/> asks for another one.</summary>
    public void Reject(string token)
    {
        if (string.Equals(Volatile.Read(ref _token), token, StringComparison.Ordinal))
        {
            Volatile.Write(ref _token, null);
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string> RequestAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, options.TokenEndpoint) { Content = new FormUrlEncodedContent(Form()) };
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            using var json = await ReadAsync(response, limit.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? Keep(json, now) : throw Refused(Refusal(response.StatusCode, json), now);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ChannelFaultException(Unavailable, "the token endpoint cannot be reached or does not answer", fault);
        }
        catch (ChannelFaultException fault) when (fault.Code is not (Unavailable or "token-refused"))
        {
            // The host's pipeline: a limit, an open circuit.
            throw new ChannelFaultException(Unavailable, $"the token endpoint is not asked now: {fault.Code}", fault) { RetryAfter = fault.RetryAfter, IsOurs = fault.IsOurs };
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Form()
    {
        yield return new("grant_type", _refreshToken is null ? "client_credentials" : "refresh_token");
        yield return new("client_id", options.ClientId);
        if (!string.IsNullOrEmpty(options.ClientSecret))
        {
            yield return new("client_secret", options.ClientSecret);
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
        Volatile.Write(ref _life, new CredentialLife(_endsAt, CredentialRenewal.Worker));
        Volatile.Write(ref _token, token);
        return token;
    }

    /// <summary>A refusal for good stays the end, whatever is left of an earlier token.</summary>
    private ChannelFaultException Refused(ChannelFaultException fault, DateTimeOffset now)
    {
        if (fault.Permanent && _life is not { RenewedBy: CredentialRenewal.Nobody })
        {
            Volatile.Write(ref _life, new CredentialLife(now));
        }

        return fault;
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
    private static ChannelFaultException Refusal(HttpStatusCode status, JsonDocument? json)
    {
        var error = Text(json, "error");
        var shown = error is { Length: > 0 and <= 40 } && error.All(one => char.IsAsciiLetter(one) || one == '_') ? error : $"status {(int)status}";
        return status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && error is not "temporarily_unavailable"
            ? new("token-refused", $"the token endpoint gives no token: {shown}") { Permanent = true }
            : new(Unavailable, $"the token endpoint gives no token now: {shown}");
    }

    private static string? Text(JsonDocument? json, string name) =>
        json is { RootElement.ValueKind: JsonValueKind.Object } && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
