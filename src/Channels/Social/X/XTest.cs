namespace Ingestion.Channels.Social.X;

/// <summary>Asks who we are. Reads one user, posts nothing.</summary>
internal sealed class XTest(XOptions options, XApi api) : IConnectionTest
{
    public async Task<ConnectionReport> TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await api.AskAsync("/2/users/me", cancellationToken);
            var id = answer.RootElement.Field("data"u8).Id("id"u8);
            return !XId.IsId(id) ? new ConnectionReport(false, "X does not say whose credentials these are")
                : string.Equals(id, options.UserId, StringComparison.Ordinal) ? new ConnectionReport(true, $"X: logged in as account {id}")
                : new ConnectionReport(false, $"X: the credentials are those of account {id}, and UserId is another one");
        }
        catch (ChannelFaultException fault)
        {
            return new ConnectionReport(false, fault.Code switch
            {
                "login-refused" => "X refuses the credentials: check keys and tokens, that the app may read and write, and this machine's clock",
                _ => fault.Message,
            });
        }
        catch (HttpRequestException fault)
        {
            return new ConnectionReport(false, $"X cannot be reached ({HttpFaults.CodeOf(fault)}); check ApiUrl, DNS and the firewall");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ConnectionReport(false, "X did not answer in time");
        }
    }
}
