using Ingestion.Channels;

namespace Ingestion.Worker.Tests.OpenChannels;

/// <summary>Answers when it is told to, and knows whether it is disposed.</summary>
internal sealed class HeldSource : IMessageSource
{
    public TaskCompletionSource<MessagePage> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsDisposed { get; private set; }

    public bool Settles => false;

    public Task<MessagePage> FetchAsync(string? cursor, int limit, CancellationToken cancellationToken) => Answer.Task;

    public Task<MessagePage> FetchAgainAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken) => Answer.Task;

    public Task<IReadOnlyList<string>> SettleAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken) => Task.FromResult(externalIds);

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => Task.Delay(atMost, cancellationToken);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
