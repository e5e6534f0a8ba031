namespace Ingestion.Channels.Chat.Telegram;

/// <summary>
/// Gets files by <c>getFile</c> and then from the same server. The file's URL holds the bot's token and is good for an hour: it is made here and kept
/// nowhere.
/// </summary>
internal sealed class TelegramAttachments(TelegramApi api) : IAttachmentSource
{
    public async Task<AttachmentFetch> FetchAsync(AcceptedMessage message, string key, Stream destination, CancellationToken cancellationToken)
    {
        var (path, withheld) = await PathOfAsync(key, cancellationToken);
        if (path is null)
        {
            return new AttachmentFetch(withheld);
        }

        using var response = await api.DownloadAsync(path, cancellationToken);
        if (response is null)
        {
            return new AttachmentFetch("gone");
        }

        await using var body = await api.GuardedAsync(response.Content.ReadAsStreamAsync, cancellationToken);
        var buffer = new byte[64 * 1024];
        while (await api.GuardedAsync(stop => body.ReadAsync(buffer, stop).AsTask(), cancellationToken) is var count and > 0)
        {
            await destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        // The type comes with the message; downloads are all octets.
        return AttachmentFetch.Kept;
    }

    private async Task<(string? Path, string? Withheld)> PathOfAsync(string key, CancellationToken cancellationToken)
    {
        var (answer, error) = await api.TryAskAsync("getFile", $"?file_id={Uri.EscapeDataString(key)}", cancellationToken);
        using (answer)
        {
            if (answer is null)
            {
                return error.Says("too big") ? (null, "too-large")
                    : error.Says("temporarily") ? throw new ChannelFaultException("file-not-ready", "Telegram cannot give the file now")
                    : (null, "gone");
            }

            var path = answer.RootElement.Field("result"u8).Id("file_path"u8);
            return path is null ? (null, "gone") : IsBelow(path) ? (path, null) : (null, "not-served");
        }
    }

    /// <summary>A Bot API server of one's own may give paths of its disk, which it does not serve.</summary>
    private static bool IsBelow(string path) =>
        path[0] != '/' && !path.Contains("..", StringComparison.Ordinal) && path.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '_' or '-');
}
