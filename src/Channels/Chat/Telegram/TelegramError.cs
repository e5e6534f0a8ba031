namespace Ingestion.Channels.Chat.Telegram;

/// <summary>What Telegram says beside the status when it does not do what it was asked.</summary>
/// <param name="Description">Telegram's words, which may change: looked into, never shown.</param>
/// <param name="RetryAfter">How long to wait; it stands in the body.</param>
/// <param name="MigratedTo">The group has this id now.</param>
internal sealed record TelegramError(string Description, TimeSpan? RetryAfter, long? MigratedTo)
{
    private const int MaxBytes = 64 * 1024;

    public static TelegramError None { get; } = new("", null, null);

    /// <summary>Reads the answer's body as far as it can; what stands before Telegram (a proxy, a firewall) answers otherwise.</summary>
    public static async Task<TelegramError> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var header = HttpFaults.RetryAfterOf(response, time);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var bytes = new byte[MaxBytes];
            var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            using var json = JsonFields.Parse(bytes.AsMemory(0, length));
            if (json is null)
            {
                return None with { RetryAfter = header };
            }

            var parameters = json.RootElement.Field("parameters"u8);
            return new TelegramError(
                json.RootElement.Text("description"u8, 300, []) ?? "",
                parameters.Number("retry_after"u8) is > 0 and <= 86_400 and { } seconds ? TimeSpan.FromSeconds(seconds) : header,
                parameters.Number("migrate_to_chat_id"u8));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return None with { RetryAfter = header };
        }
    }

    public bool Says(string word) => Description.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Never Telegram's words.</summary>
    public override string ToString() => nameof(TelegramError);
}
