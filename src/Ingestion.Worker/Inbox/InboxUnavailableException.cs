namespace Ingestion.Worker.Inbox;

/// <summary>Nothing can be accepted now: the store is down or the backlog is full. The sender is told to come back.</summary>
internal sealed class InboxUnavailableException(string reason, Exception? inner = null) : Exception($"the inbox accepts nothing now: {reason}", inner)
{
    /// <summary>Short and stable: <c>backlog-full</c>, <c>too-many-waiting</c>, <c>store-unavailable</c>, <c>stopping</c>.</summary>
    public string Reason { get; } = reason;
}
