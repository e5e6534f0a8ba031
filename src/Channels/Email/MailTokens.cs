using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email;

/// <summary>Access tokens of a token endpoint, with its faults in the words of mail.</summary>
internal sealed class MailTokens(OAuthTokens tokens) : IAccessTokenSource, IDisposable
{
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelFaultException fault)
        {
            throw new MailException(fault.Code == OAuthTokens.Refused ? MailFault.TokenRefused : MailFault.TokenUnavailable, fault.Message, fault);
        }
    }

    public void Reject(string token) => tokens.Reject(token);

    public void Dispose() => tokens.Dispose();
}
