using Ingestion.Channels;

namespace Ingestion.Worker.Promises;

/// <summary>A channel that can send, and whom it reaches.</summary>
internal sealed record SendingRoute(string Channel, Func<ContactPoint, bool> Reaches);
