namespace Ingestion.Worker.Hosting;

/// <summary>A part of the upkeep.</summary>
/// <param name="Name">As the log calls it: "the store".</param>
/// <param name="StepAsync">Does what is due.</param>
internal sealed record UpkeepPart(string Name, Func<CancellationToken, Task> StepAsync);
