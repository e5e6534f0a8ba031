namespace Ingestion.Worker.OpenChannels.Media;

/// <summary>A name led to no address that may be visited. Which one it was stays out of logs: strangers choose it.</summary>
internal sealed class AddressRefusedException() : IOException("The address is not one that may be visited.");
