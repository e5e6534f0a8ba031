using Ingestion.Channels;

namespace Ingestion.Worker.Corrections;

/// <summary>What shows that two points are one person's.</summary>
/// <param name="Sender">The point that brought the evidence.</param>
/// <param name="Other">The other one.</param>
/// <param name="Reason">Its sort, as a word of the pool.</param>
/// <param name="Evidence">Where it is: ids and codes of ours only.</param>
/// <param name="IsOnce">It links one point and no second one.</param>
internal sealed record ContactProof(ContactPoint Sender, ContactPoint Other, string Reason, string Evidence, bool IsOnce);
