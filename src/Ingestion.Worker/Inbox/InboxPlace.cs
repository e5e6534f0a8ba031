namespace Ingestion.Worker.Inbox;

/// <summary>A message's place in the queue.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Size">Its raw bytes.</param>
/// <param name="Claims">How often it has been leased, this time included.</param>
/// <param name="Retried">Who put it back after it was parked, and why it was parked; null for a message that never was.</param>
internal sealed record InboxPlace(long MessageId, int Size, int Claims, string? Retried);
