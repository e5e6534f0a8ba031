namespace Ingestion.Bench.Matching;

/// <summary>A message with what is true of it.</summary>
/// <param name="Contact">Who wrote.</param>
/// <param name="Matter">Unique over all contacts.</param>
/// <param name="Cluster">What matters of many contacts have in common; the matter's own when there is no such thing.</param>
/// <param name="Session">The chat it is part of, or null.</param>
internal sealed record CorpusMessage(int Contact, string Language, int Matter, string Cluster, Variation Variation, DateTimeOffset At, string? Session, string Text);
