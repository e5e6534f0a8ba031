namespace Ingestion.Worker.Inbox;

/// <summary>A message's place in the queue.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Size">Its raw bytes.</param>
/// <param name="Claims">How often it has been leased, this time included.</param>
internal sealed record InboxPlace(long MessageId, int Size, int Claims);
