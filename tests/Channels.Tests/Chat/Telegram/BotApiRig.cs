using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests.Chat.Telegram;

internal sealed class BotApiRig : SourceRig
{
    private readonly BotApi _api = new();
    private long _last = 914_000_000;

    public override IMessageSource Open() => _api.Open();

    public override Task AddAsync(string marker)
    {
        _api.Add(Updates.Text(++_last, marker));
        return Task.CompletedTask;
    }

    public override Task AddOversizeAsync(string marker)
    {
        _api.Add(Updates.Text(++_last, marker, more: $",\"quote\":{{\"text\":\"{new string('x', 600_000)}\"}}"));
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(string marker)
    {
        _api.Remove(marker);
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await base.DisposeAsync();
    }
}
