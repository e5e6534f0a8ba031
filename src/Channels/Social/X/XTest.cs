namespace Ingestion.Channels.Social.X;

/// <summary>Asks who we are. Reads one user, posts nothing.</summary>
internal sealed class XTest(XOptions options, XApi api) : IConnectionTest
{
    public async Task<ConnectionReport> TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            var access = "";
            using var answer = await api.AskAsync("/2/users/me", cancellationToken, response => access = AccessOf(response));
            var id = answer.RootElement.Field("data"u8).Id("id"u8);
            return !XId.IsId(id) ? new ConnectionReport(false, "X does not say whose credentials these are")
                : !string.Equals(id, options.UserId, StringComparison.Ordinal) ? new ConnectionReport(false, $"X: the credentials are those of account {id}, and UserId is another one")
                : Missing(access) is { } missing ? new ConnectionReport(false, $"X: logged in as account {id}, but the app may not {missing}: change its permissions, then make the access token anew")
                : new ConnectionReport(true, $"X: logged in as account {id}");
        }
        catch (ChannelFaultException fault)
        {
            return new ConnectionReport(false, fault.Code switch
            {
                "login-refused" => "X refuses the credentials: check keys and tokens, that the app may read and write, and this machine's clock",
                "not-allowed" => $"{fault.Message}: see in the developer portal that the app belongs to a project with access, may read and write, and is not suspended",
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

    /// <summary>What X tells beside its answers to OAuth 1.0a: <c>read</c>, <c>read-write</c>, <c>read-write-directmessages</c>; empty when it does not.</summary>
    private static string AccessOf(HttpResponseMessage response) => response.Headers.TryGetValues("x-access-level", out var levels) ? levels.First() : "";

    /// <summary>What the settings need and the app has no permission for; null when nothing is known to be missing.</summary>
    private string? Missing(string access) => access switch
    {
        "read" when options.Reply is not "none" || options.DirectMessages => "write",
        "read-write" when options.Reply is not ("none" or "public") || options.DirectMessages => "read and send direct messages",
        _ => null,
    };
}
