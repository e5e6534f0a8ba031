using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Inbox;

namespace Ingestion.Worker.Intake;

/// <summary>What the pool knew before a batch was decided, where rows are written for what is different afterwards.</summary>
internal sealed class IntakeBefore(IntakeKnowledge knowledge)
{
    public IReadOnlyDictionary<ContactPoint, KnownContactPoint> ContactPoints { get; } = new Dictionary<ContactPoint, KnownContactPoint>(knowledge.ContactPoints);

    public IReadOnlyDictionary<Guid, KnownSession> Sessions { get; } =
        knowledge.Sessions.Count == 0 ? [] : new Dictionary<Guid, KnownSession>(knowledge.Sessions);

    public IReadOnlyDictionary<Guid, KnownIdentity> Identities { get; } =
        knowledge.Identities.Count == 0 ? [] : new Dictionary<Guid, KnownIdentity>(knowledge.Identities);
}
