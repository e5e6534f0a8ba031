using Ingestion.Worker.Inbox;

namespace Ingestion.Worker.Tests.Core;

/// <summary>A message's outcome, as the ledger holds it.</summary>
internal sealed record LedgerEntry(long MessageId, string Outcome, long? ComplaintId, IReadOnlyList<Reason> Reasons)
{
    public bool Has(string rule, string code) => Reasons.Any(reason => reason.Rule == rule && reason.Code == code);

    public string? Detail(string rule, string code) => Reasons.FirstOrDefault(reason => reason.Rule == rule && reason.Code == code)?.Detail;

    /// <summary>Why there is no acknowledgement, or null.</summary>
    public string? Suppressed => Detail("acknowledgement", "suppressed");

    /// <summary>Why its acknowledgement is held back, or null.</summary>
    public string? Held => Detail("acknowledgement", "held");

    public bool IsAnswered => Has("acknowledgement", "planned");
}
