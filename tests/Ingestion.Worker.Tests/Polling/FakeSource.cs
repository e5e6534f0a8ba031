using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Polling;

/// <summary>A provider with a list of messages, some of which it will not give.</summary>
internal sealed class FakeSource : IMessageSource
{
    public List<string> Listed { get; } = [];

    /// <summary>Listed and not given.</summary>
    public HashSet<string> Unreadable { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Gone { get; } = new(StringComparer.Ordinal);

    public Exception? FetchFault { get; set; }

    public Exception? FetchAgainFault { get; set; }

    public Func<IReadOnlyList<string>, IReadOnlyList<string>> OnSettle { get; set; } = ids => ids;

    public List<string?> Cursors { get; } = [];

    public List<string> Settled { get; } = [];

    public int PageSize { get; set; } = 2;

    /// <summary>Awaited by each fetch, with the cursor that it was asked with.</summary>
    public Func<string?, Task> OnFetch { get; set; } = _ => Task.CompletedTask;

    public Func<Task> OnFetchAgain { get; set; } = () => Task.CompletedTask;

    public Func<Task> OnSettling { get; set; } = () => Task.CompletedTask;

    public bool Settles { get; set; }

    public async Task<MessagePage> FetchAsync(string? cursor, int limit, CancellationToken cancellationToken)
    {
        Cursors.Add(cursor);
        await OnFetch(cursor);
        if (FetchFault is not null)
        {
            throw FetchFault;
        }

        var from = cursor is null ? 0 : int.Parse(cursor);
        var page = Listed.Skip(from).Take(Math.Min(PageSize, limit)).ToList();
        return Page(page) with { Cursor = $"{from + page.Count}", More = from + page.Count < Listed.Count };
    }

    public async Task<MessagePage> FetchAgainAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        await OnFetchAgain();
        if (FetchAgainFault is not null)
        {
            throw FetchAgainFault;
        }

        return Page(externalIds);
    }

    public async Task<IReadOnlyList<string>> SettleAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        await OnSettling();
        var settled = OnSettle(externalIds);
        Settled.AddRange(settled);
        return settled;
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => Task.Delay(atMost, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private MessagePage Page(IReadOnlyList<string> ids) => new()
    {
        Cursor = "ignored",
        Messages = [.. ids.Where(id => !Unreadable.Contains(id) && !Gone.Contains(id)).Select(id => Core.Some.Offered(id))],
        Holes = [.. ids.Where(Unreadable.Contains).Select(id => new MessageHole(id, "fetch-refused"))],
        Gone = [.. ids.Where(Gone.Contains)],
    };
}
