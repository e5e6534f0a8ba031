using System.Globalization;

namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>Fetches the keys and a token of our own, and sends nothing.</summary>
internal sealed class BotFrameworkTest(ChannelSetup setup, Uri metadata, OAuthOptions login) : IConnectionTest
{
    public async Task<ConnectionReport> TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            var keys = await ProviderKeys.FetchAsync(setup, metadata, cancellationToken);
            using var tokens = new OAuthTokens(login, setup.Http, setup.Time);
            await tokens.GetAsync(cancellationToken);
            var channels = keys.Keys.SelectMany(key => key.Endorsements).Distinct(StringComparer.Ordinal).Count();
            return new ConnectionReport(true, string.Create(CultureInfo.InvariantCulture, $"{metadata.Host}: {keys.Keys.Count} signing keys for {channels} channels; our own token is given")) { Credentials = tokens.Life };
        }
        catch (ChannelFaultException fault)
        {
            return new ConnectionReport(false, fault.Code switch
            {
                "token-refused" => $"{fault.Message}; check AppId, AppSecret (it may have ended) and TenantId",
                "login-refused" or "not-allowed" or "unexpected-answer" => $"{fault.Message}; check MetadataUrl, and that no proxy stands in between",
                "token-unavailable" when fault.InnerException is null => $"{fault.Message}; if it stays so, check TenantId and TokenEndpoint, then AppId and AppSecret (it may have ended)",
                _ => fault.Message,
            });
        }
    }
}
