using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Ingestion.Channels.Social.X;

/// <summary>Puts the account's credentials on requests.</summary>
internal sealed class XLogin(ChannelSetup setup, XOptions options)
{
    private readonly XTokens? _tokens = options.OAuth2 is { } oauth2 ? new XTokens(setup, options.ApiUrl.TrimEnd('/'), oauth2) : null;

    /// <summary>Of the access token, or since when X refuses the consent. Keys of OAuth 1.0a do not end, and X does not say when a consent does.</summary>
    public CredentialLife? Life => _tokens?.Life;

    /// <exception cref="ChannelFaultException">No token can be had.</exception>
    public async ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (options.OAuth1 is { } oauth1)
        {
            EachTry.Prepare(request, one => Sign(one, oauth1));
            return;
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _tokens!.GetAsync(cancellationToken));
    }

    /// <summary>X did not take what the request carried: a token that was thought good is asked for anew at the next one.</summary>
    public void Reject(HttpRequestMessage request)
    {
        if (request.Headers.Authorization?.Parameter is { } refused)
        {
            _tokens?.Reject(refused);
        }
    }

    private void Sign(HttpRequestMessage request, XOAuth1Options oauth1)
    {
        var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "OAuth", OAuth1.Header(oauth1, request.Method.Method, request.RequestUri!, nonce, setup.Time.GetUtcNow()));
    }
}
