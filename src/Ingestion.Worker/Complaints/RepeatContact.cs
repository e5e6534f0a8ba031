using Ingestion.Classifier;

namespace Ingestion.Worker.Complaints;

/// <summary>The same customer comes back about the same matter in a new conversation.</summary>
/// <param name="RaisedTo">The complaint's new priority, where this raises it.</param>
/// <param name="CameBackAt">Set when the complaint was closed or old: somebody must look at it again.</param>
internal sealed record RepeatContact(Priority? RaisedTo, DateTimeOffset? CameBackAt);
