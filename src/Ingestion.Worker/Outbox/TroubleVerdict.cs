namespace Ingestion.Worker.Outbox;

/// <summary>Whether a channel is in trouble.</summary>
/// <param name="Code">Why it is; null: it is not, as far as anybody can tell.</param>
/// <param name="Pauses">Trying others soon does harm: a refused login may lock the account.</param>
internal sealed record TroubleVerdict(string? Code, bool Pauses);
