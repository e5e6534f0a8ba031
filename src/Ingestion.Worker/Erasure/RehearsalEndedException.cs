namespace Ingestion.Worker.Erasure;

/// <summary>Takes the transaction of a rehearsal back and carries out what it saw.</summary>
internal sealed class RehearsalEndedException(ErasureReport? report) : Exception
{
    public ErasureReport? Report => report;
}
