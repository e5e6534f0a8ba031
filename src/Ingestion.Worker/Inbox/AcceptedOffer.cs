namespace Ingestion.Worker.Inbox;

/// <summary>What the inbox made of an offered message, after the commit.</summary>
/// <param name="Id">The inbox's id of the message; of the first offer when this one repeats it.</param>
/// <param name="IsRepeat">The key had been accepted before.</param>
internal readonly record struct AcceptedOffer(long Id, bool IsRepeat);
