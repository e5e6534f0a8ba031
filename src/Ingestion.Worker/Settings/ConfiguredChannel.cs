using Ingestion.Channels;

namespace Ingestion.Worker.Settings;

/// <summary>A channel as validated, not yet open.</summary>
internal sealed record ConfiguredChannel
{
    /// <summary>Lower case, unique.</summary>
    public required string Name { get; init; }

    public required ChannelSettings Settings { get; init; }

    public required IConnector Connector { get; init; }

    /// <summary>Of the connector's <see cref="IConnector.OptionsType"/>; holds secrets.</summary>
    public required object Options { get; init; }

    /// <summary>With its options.</summary>
    public ConnectorCapabilities Capabilities => Connector.CapabilitiesOf(Options);
}
