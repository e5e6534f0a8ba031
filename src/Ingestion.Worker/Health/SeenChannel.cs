using Ingestion.Channels;
using Ingestion.Worker.Operations;

namespace Ingestion.Worker.Health;

/// <summary>What one process sees of a channel.</summary>
/// <param name="Channel">Its name.</param>
/// <param name="StartedAt">When the process started.</param>
/// <param name="Pulse">How it works here, without its polls.</param>
/// <param name="Credentials">How long the credentials in use last, or null.</param>
/// <param name="KnowsCredentials">Null means that they do not end, and not that nobody here knows.</param>
internal sealed record SeenChannel(string Channel, DateTimeOffset StartedAt, PulseReading Pulse, CredentialLife? Credentials, bool KnowsCredentials);
