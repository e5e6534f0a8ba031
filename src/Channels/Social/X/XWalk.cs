namespace Ingestion.Channels.Social.X;

/// <summary>What one walk through a list brought.</summary>
/// <param name="Entries">Oldest first, each once.</param>
/// <param name="Top">The greatest id in the list, ours and reposts included; 0: it was empty.</param>
/// <param name="EndsAbove">The walk was broken off: what is older than this id, down to where it should have led, has not been seen. 0: it is whole.</param>
/// <param name="ReachEnd">The list ended with as many posts as X lists at all: it may not show what is older than this id. 0: it ended by itself.</param>
internal sealed record XWalk(IReadOnlyList<XEntry> Entries, long Top, long EndsAbove, long ReachEnd)
{
    /// <summary>What leads on where the walk was broken off, in a list that cannot be asked by ids.</summary>
    public string? Token { get; init; }
}
