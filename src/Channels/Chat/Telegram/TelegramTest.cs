using System.Globalization;
using System.Text.Json;

namespace Ingestion.Channels.Chat.Telegram;

/// <summary>Asks who the bot is and how Telegram delivers its updates. Fetches no update and sets nothing.</summary>
internal sealed class TelegramTest(TelegramApi api, TelegramOptions options) : IConnectionTest
{
    /// <summary>A fault of the webhook that is older than this is history.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    private static readonly string[] Ways = ["message", "edited_message"];

    private bool Polls => options.SecretTokens.Count == 0;

    public async Task<ConnectionReport> TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var me = await api.AskAsync("getMe", "", cancellationToken);
            using var hook = await api.AskAsync("getWebhookInfo", "", cancellationToken);
            return Judge(me.RootElement.Field("result"u8).Id("username"u8) ?? "?", hook.RootElement.Field("result"u8));
        }
        catch (ChannelFaultException fault)
        {
            return new ConnectionReport(false, fault.Code switch
            {
                "login-refused" => $"{fault.Message}; check Token, BotFather shows it",
                "not-allowed" => $"{fault.Message}; check ApiServer and that no proxy stands in between, and ask BotFather whether the bot is there still",
                _ => fault.Message,
            });
        }
    }

    private ConnectionReport Judge(string bot, JsonElement hook)
    {
        var waiting = string.Create(CultureInfo.InvariantCulture, $"{hook.Number("pending_update_count"u8) ?? 0} updates waiting");
        var host = Uri.TryCreate(hook.Text("url"u8, 4000, []), UriKind.Absolute, out var url) ? url.Host : null;
        if (Polls)
        {
            return host is null
                ? new ConnectionReport(true, $"@{bot}, polled, {waiting}")
                : new ConnectionReport(false, $"@{bot}: a webhook to {host} is set, which excludes polling; delete it with deleteWebhook, or set SecretTokens");
        }

        if (host is null)
        {
            return new ConnectionReport(false, $"@{bot}: no webhook is set, nothing will come; set it with setWebhook as the connector's README shows, or remove SecretTokens to poll");
        }

        var asked = hook.Field("allowed_updates"u8).Items().Select(one => one.AsText(50, [])).ToArray();
        if (asked.Length > 0 && Ways.FirstOrDefault(way => !asked.Contains(way, StringComparer.Ordinal)) is { } missing)
        {
            return new ConnectionReport(false, $"@{bot}, webhook to {host}: allowed_updates lacks {missing}; set the webhook again as the connector's README shows");
        }

        if (hook.Seconds("last_error_date"u8) is { } failed && api.Time.GetUtcNow() - failed < Recent)
        {
            return new ConnectionReport(
                false,
                string.Create(CultureInfo.InvariantCulture, $"@{bot}, webhook to {host}: the last delivery that failed was at {failed:yyyy-MM-dd HH:mm} UTC, {waiting}; getWebhookInfo says why"));
        }

        return new ConnectionReport(true, $"@{bot}, webhook to {host}, {waiting}");
    }
}
