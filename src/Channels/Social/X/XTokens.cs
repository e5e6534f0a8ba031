using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Ingestion.Channels.Social.X;

/// <summary>
/// Access tokens of OAuth 2.0. X's refresh tokens work once, so the next one is on disk before the access token that came with it is used, and workers
/// that share the file refresh one at a time.
/// </summary>
internal sealed class XTokens(ChannelSetup setup, string apiUrl, XOAuth2Options options)
{
    /// <summary>A token is renewed this long before its end; it lives two hours.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan AssumedLife = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly XTokenStore _store = new(options.TokenFile, setup.Time);
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile XTokenPair? _pair;
    private XTokenPair? _unsaved;
    private string? _rejected;
    private volatile CredentialLife? _refused;

    /// <summary>Since when X has refused the consent, else how long the token in use lives; null before there is one.</summary>
    public CredentialLife? Life => _refused ?? (_pair is { } pair ? new CredentialLife(pair.EndsAt, CredentialRenewal.Worker) : null);

    /// <exception cref="ChannelFaultException"><c>token-refused</c> (permanent), <c>token-unavailable</c>, <c>token-file</c>, or the host's pipeline.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        if (_pair is { } kept && IsGood(kept))
        {
            return kept.AccessToken;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            using var held = await _store.LockAsync(cancellationToken);
            if (_unsaved is { } late)
            {
                _store.Write(late);
                _unsaved = null;
            }

            var pair = _store.Read() is { } stored && stored.IsBornFrom(options.RefreshToken) ? stored : XTokenPair.First(options.RefreshToken);
            if (!IsGood(pair))
            {
                // Once X is asked the old refresh token is spent and only the answer holds the next: the caller does not break it off, and a disk that
                // cannot take it now is tried again.
                cancellationToken.ThrowIfCancellationRequested();
                _unsaved = pair = await RefreshAsync(pair);
                _store.Write(pair);
                _unsaved = null;
            }

            _pair = pair;
            return pair.AccessToken;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Reject(string accessToken) => _rejected = accessToken;

    private bool IsGood(XTokenPair pair) =>
        pair.AccessToken.Length > 0 && setup.Time.GetUtcNow() < pair.EndsAt - Margin && !string.Equals(pair.AccessToken, _rejected, StringComparison.Ordinal);

    private async Task<XTokenPair> RefreshAsync(XTokenPair pair)
    {
        using var limit = new CancellationTokenSource(Patience);
        var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = pair.RefreshToken, ["client_id"] = options.ClientId };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{apiUrl}/2/oauth2/token") { Content = new FormUrlEncodedContent(form) };
        if (!string.IsNullOrEmpty(options.ClientSecret))
        {
            var login = $"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(options.ClientSecret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(login)));
        }

        using var response = await SendAsync(request, limit.Token);
        if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            _refused ??= new CredentialLife(setup.Time.GetUtcNow());
            throw new ChannelFaultException("token-refused", "X takes the refresh token no more: give the app consent again and set OAuth2:RefreshToken") { Permanent = true };
        }

        if (!response.IsSuccessStatusCode)
        {
            throw HttpReading.FaultOf(response, "X", setup.Time);
        }

        using var json = JsonFields.Parse(await response.Content.ReadAsByteArrayAsync(limit.Token));
        var answer = json?.RootElement ?? default;
        if (answer.Text("access_token"u8, 4000, []) is not { Length: > 0 } access)
        {
            throw new ChannelFaultException("token-unavailable", "X answered without an access token");
        }

        _refused = null;
        var life = answer.Number("expires_in"u8) is > 0 and < 31_536_000 and { } seconds ? TimeSpan.FromSeconds(seconds) : AssumedLife;
        var next = answer.Text("refresh_token"u8, 4000, []) is { Length: > 0 } given ? given : pair.RefreshToken;
        return pair with { AccessToken = access, RefreshToken = next, EndsAt = setup.Time.GetUtcNow() + life };
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await setup.Http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            throw new ChannelFaultException("token-unavailable", "X's token endpoint cannot be reached or does not answer");
        }
    }
}
