namespace Ingestion.Channels;

/// <summary>What one fetch brought. The host commits messages, holes and cursor in one transaction.</summary>
public sealed record MessagePage
{
    public IReadOnlyList<OfferedMessage> Messages { get; init; } = [];

    /// <summary>Listed by the provider but not readable now: recorded with their reason and tried again, never in the way of newer ones.</summary>
    public IReadOnlyList<MessageHole> Holes { get; init; } = [];

    /// <summary>Ids of earlier holes that no longer exist at the provider.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>Where the next fetch resumes; opaque to the host, at most 4,000 characters, no secret in it.</summary>
    public required string Cursor { get; init; }

    /// <summary>
    /// More is waiting: the host fetches again at once, and while it commits this page. Where asking with a cursor confirms at the provider what is
    /// before it, a source says no more and has <see cref="IMessageSource.WaitAsync"/> return at once instead.
    /// </summary>
    public bool More { get; init; }
}
