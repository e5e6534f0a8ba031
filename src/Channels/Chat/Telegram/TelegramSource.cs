using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Ingestion.Channels.Chat.Telegram;

/// <summary>
/// Polls by <c>getUpdates</c>. A question with an offset makes Telegram forget everything before it, so only cursors that the host has committed may
/// be asked with. The host asks ahead while a page says that there is more: such a page is asked for with the cursor before it, and only what one
/// answer holds is divided like that. What waits behind a full answer is asked for after the commit: <see cref="WaitAsync"/> does not wait then.
/// </summary>
internal sealed class TelegramSource(TelegramApi api, TelegramIntake intake, TelegramOptions options) : IMessageSource
{
    /// <summary>Updates that Telegram gives at once.</summary>
    private const int AtOnce = 100;

    private string? _committed;
    private bool _moved;

    /// <summary>Where the next part of an answer begins that was too long for a page, and the cursor that it is asked with.</summary>
    private (string Cursor, string? Committed)? _middle;

    /// <summary>What came while the host waited.</summary>
    private (string? Cursor, IReadOnlyList<TelegramUpdate> Updates)? _ahead;

    public bool Settles => false;

    public async Task<MessagePage> FetchAsync(string? cursor, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var goesOn = _middle is { } middle && string.Equals(middle.Cursor, cursor, StringComparison.Ordinal);
        var committed = goesOn ? _middle!.Value.Committed : cursor;
        var updates = TakeAhead(cursor) ?? await AskAsync(committed, 0, cancellationToken);
        if (goesOn && TelegramCursor.Parse(cursor) is { } from)
        {
            updates = [.. updates.Where(update => update.Id >= from.Offset)];
        }

        List<OfferedMessage> messages = [];
        var used = 0;
        while (used < updates.Count && (used == 0 || messages.Count + updates[used].Messages.Count <= limit))
        {
            messages.AddRange(updates[used++].Messages);
        }

        var next = used == 0 ? cursor ?? "" : new TelegramCursor(updates[used - 1].Id + 1, api.Time.GetUtcNow()).ToString();
        var more = used < updates.Count;
        _middle = more ? (next, committed) : null;
        (_committed, _moved) = (committed, goesOn || used > 0);
        return new MessagePage { Messages = messages, Cursor = next, More = more };
    }

    /// <summary>Telegram gives one message again only as long as it is not confirmed; what is confirmed is in the inbox.</summary>
    public async Task<MessagePage> FetchAgainAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiting = (await AskAsync(null, 0, cancellationToken)).SelectMany(update => update.Messages).DistinctBy(message => message.ExternalId, StringComparer.Ordinal)
            .ToDictionary(message => message.ExternalId, StringComparer.Ordinal);
        return new MessagePage
        {
            Messages = [.. externalIds.Where(waiting.ContainsKey).Select(id => waiting[id])],
            Gone = [.. externalIds.Where(id => !waiting.ContainsKey(id))],
            Cursor = "",
        };
    }

    public Task<IReadOnlyList<string>> SettleAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken) => Task.FromResult(externalIds);

    /// <summary>Holds a question open at Telegram, with the cursor that the host gave last: that one is committed. What comes is kept for the next page.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_moved)
        {
            return;
        }

        var seconds = Math.Min(options.LongPollSeconds, (int)Math.Min(atMost.TotalSeconds, int.MaxValue));
        if (seconds == 0)
        {
            await Task.Delay(atMost, api.Time, cancellationToken);
            return;
        }

        var cursor = _committed;
        _ahead = (cursor, await AskAsync(cursor, seconds, cancellationToken));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IReadOnlyList<TelegramUpdate>? TakeAhead(string? cursor)
    {
        var ahead = _ahead;
        _ahead = null;
        return ahead is { } kept && string.Equals(kept.Cursor, cursor, StringComparison.Ordinal) ? kept.Updates : null;
    }

    private async Task<IReadOnlyList<TelegramUpdate>> AskAsync(string? cursor, int seconds, CancellationToken cancellationToken)
    {
        var from = TelegramCursor.Parse(cursor);
        var offset = from?.IsValidAt(api.Time.GetUtcNow()) == true ? string.Create(CultureInfo.InvariantCulture, $"&offset={from.Offset}") : "";
        var query = string.Create(CultureInfo.InvariantCulture, $"?limit={AtOnce}&timeout={seconds}&allowed_updates={Uri.EscapeDataString(intake.AllowedUpdates)}{offset}");
        using var answer = await api.AskAsync("getUpdates", query, cancellationToken);
        return [.. answer.RootElement.Field("result"u8).Items().Select(Read)];
    }

    private TelegramUpdate Read(JsonElement update) =>
        intake.Read(JsonMarshal.GetRawUtf8Value(update).ToArray())
        ?? throw new ChannelFaultException("unexpected-answer", "Telegram gave an update without an id");
}
