using System.Text.Json;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>
/// Reads the message list, which the channel cannot do without, then what the login may see of the account and the sender. Sends nothing.
/// </summary>
internal sealed class TwilioTest(ChannelSetup setup, TwilioOptions options, TwilioApi api) : IConnectionTest
{
    public async Task<ConnectionReport> TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var request = api.Get(api.Messages + "?PageSize=1");
            using var list = JsonFields.Parse(await HttpReading.ReadAsync(setup.Http, request, TwilioApi.Provider, setup.Time, cancellationToken));
            if (list is null || !list.RootElement.Has("messages"u8))
            {
                return new ConnectionReport(false, "what answers there is not Twilio's message list: check ApiUrl, and that no proxy or login page stands in between");
            }
        }
        catch (ChannelFaultException fault)
        {
            return new ConnectionReport(false, fault.Code switch
            {
                "login-refused" => "Twilio refuses the login: check AccountSid, ApiKeySid and ApiKeySecret (or AuthTokens), and that ApiUrl is the account's region",
                "not-allowed" => "Twilio does not let this key read messages (HTTP 403): use a standard key, or give a restricted one Messaging, and see that the account is not suspended",
                "unexpected-answer" => "Twilio does not know this account there: check AccountSid and ApiUrl",
                _ => fault.Message,
            });
        }
        catch (HttpRequestException fault)
        {
            return new ConnectionReport(false, $"Twilio cannot be reached ({HttpFaults.CodeOf(fault)}); check ApiUrl, DNS and the firewall");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ConnectionReport(false, "Twilio did not answer in time");
        }

        var account = await LookAsync(api.AccountUrl, AccountOf, cancellationToken);
        if (account is "suspended" or "closed")
        {
            return new ConnectionReport(false, $"Twilio: the account is {account}");
        }

        List<string> seen = ["Twilio: messages can be read", $"account {account ?? "not shown to this key"}"];
        if (!string.IsNullOrEmpty(options.MessagingServiceSid))
        {
            seen.Add(await LookAsync(api.Service(options.MessagingServiceSid), _ => "messaging service found", cancellationToken) ?? "messaging service not shown to this key");
        }

        if (options.From is ['+', ..])
        {
            seen.Add(await LookAsync(api.Number(options.From), NumberOf, cancellationToken) ?? "sending number not shown to this key");
        }

        return new ConnectionReport(true, string.Join(", ", seen));
    }

    /// <summary>What one answer tells, or null when there is none: a restricted key may not see everything, and need not.</summary>
    private async Task<string?> LookAsync(string url, Func<JsonElement, string?> read, CancellationToken cancellationToken)
    {
        try
        {
            using var request = api.Get(url);
            using var json = JsonDocument.Parse(await HttpReading.ReadAsync(setup.Http, request, TwilioApi.Provider, setup.Time, cancellationToken));
            return read(json.RootElement);
        }
        catch (Exception fault) when (fault is ChannelFaultException or HttpRequestException or JsonException or InvalidOperationException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string? AccountOf(JsonElement account) => account.TryGetProperty("status", out var status) ? status.GetString() switch
    {
        "active" => account.TryGetProperty("type", out var type) && type.ValueEquals("Trial") ? "active (trial: verified recipients only)" : "active",
        "suspended" => "suspended",
        "closed" => "closed",
        _ => null,
    }
    : null;

    private string? NumberOf(JsonElement answer)
    {
        if (!answer.TryGetProperty("incoming_phone_numbers", out var numbers) || numbers.GetArrayLength() == 0)
        {
            return "sending number is not in this account (or is no number of Twilio's)";
        }

        return numbers[0].TryGetProperty("sms_url", out var hook) && hook.GetString() is { Length: > 0 } url && !url.StartsWith(options.PublicUrl, StringComparison.Ordinal)
            ? "sending number found, but its hook is not PublicUrl"
            : "sending number found";
    }
}
