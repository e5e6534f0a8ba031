using Ingestion.Worker.Inbox;

namespace Ingestion.Worker.Intake;

/// <summary>A leased batch whose first part has been read.</summary>
internal sealed record IntakeBatch(InboxLease Lease, List<Submission> First)
{
    /// <summary>Set when the transaction of its last part holds all its locks.</summary>
    public TaskCompletionSource Locked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
