namespace Ingestion.Worker.Attachments;

/// <summary>The disk would take more, and has less left than it is to keep.</summary>
internal sealed class NearlyFullException() : IOException("The disk of the attachments is nearly full.");
