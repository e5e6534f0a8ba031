using Azure.Core;

namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>A credential of Entra ID that tells how long its last token lives.</summary>
internal sealed class WatchedCredential(TokenCredential inner) : TokenCredential
{
    private CredentialLife? _life;

    /// <summary>Null before the first token.</summary>
    public CredentialLife? Life => Volatile.Read(ref _life);

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        Keep(await inner.GetTokenAsync(requestContext, cancellationToken));

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => Keep(inner.GetToken(requestContext, cancellationToken));

    private AccessToken Keep(AccessToken token)
    {
        Volatile.Write(ref _life, new CredentialLife(token.ExpiresOn, CredentialRenewal.Worker));
        return token;
    }
}
