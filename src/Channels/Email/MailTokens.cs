using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email;

/// <summary><see cref="OAuthTokens"/> as mail connections take them.</summary>
internal sealed class MailTokens(OAuthTokens tokens) : IAccessTokenSource, IDisposable
{
    public CredentialLife? Life => tokens.Life;

    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelFaultException fault)
        {
            throw new MailException(fault.Permanent ? MailFault.TokenRefused : MailFault.TokenUnavailable, fault.Message, fault);
        }
    }

    public void Reject(string token) => tokens.Reject(token);

    public void Dispose() => tokens.Dispose();
}
