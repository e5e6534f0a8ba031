namespace Ingestion.Worker.Inbox;

/// <summary>What became of a polled page.</summary>
internal sealed record PageReceipt(int Accepted, int Repeats);
