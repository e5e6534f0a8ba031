namespace Ingestion.Worker.Inbox;

/// <summary>One step of a decision, as data.</summary>
/// <param name="Rule">The rule that spoke: <c>conversation</c>.</param>
/// <param name="Code">What it found, short and stable: <c>signed-reply</c>.</param>
/// <param name="Detail">Ids and codes of ours only; never what the customer wrote.</param>
internal sealed record Reason(string Rule, string Code, string? Detail = null);
