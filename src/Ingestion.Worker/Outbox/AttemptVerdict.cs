namespace Ingestion.Worker.Outbox;

/// <summary>Where an attempt leaves its message.</summary>
/// <param name="State">The outbox's state: waiting, sent, refused, uncertain or failed.</param>
/// <param name="Reason">The attempt's reason.</param>
/// <param name="Wait">Until the next try, when it is waiting.</param>
internal sealed record AttemptVerdict(string State, string Reason, TimeSpan Wait);
