using Ingestion.Channels;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.OpenChannels;

/// <summary>A channel with its parts made; connections are made when they are needed.</summary>
internal sealed record OpenChannel
{
    /// <summary>Lower case, unique.</summary>
    public required string Name { get; init; }

    public required ChannelSettings Settings { get; init; }

    public required IConnector Connector { get; init; }

    public required ChannelParts Parts { get; init; }
}
