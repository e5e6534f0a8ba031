namespace Ingestion.Channels;

/// <summary>
/// The code for one provider. A connector describes itself, validates its options and opens channels; it holds no state.
/// It is listed once, in <see cref="ConnectorCatalog"/>.
/// </summary>
public interface IConnector
{
    /// <summary>The word used in settings, lower case, stable for ever: <c>imap</c>.</summary>
    string Name { get; }

    /// <summary>One sentence for <c>channels</c>, the schema and the README's table.</summary>
    string Summary { get; }

    /// <summary>What a channel of this connector can do.</summary>
    ConnectorCapabilities Capabilities { get; }

    /// <summary>What a channel with these options can do: all of <see cref="Capabilities"/>, or some of it, such as only receiving where polling is switched off.</summary>
    ConnectorCapabilities CapabilitiesOf(object options);

    /// <summary>How what is received comes in, without the channel's name at its end: <c>POST /hooks/</c>, or the page that customers open.</summary>
    string Entrance { get; }

    /// <summary>The record that the host binds from <c>Channels:&lt;name&gt;:Options</c>.</summary>
    Type OptionsType { get; }

    /// <summary>What the provider asks of its clients.</summary>
    ProviderLimits Limits { get; }

    /// <summary>
    /// Everything that is wrong with the bound options and that attributes on them cannot say. Never stops at the first fault
    /// and does no I/O. Keys are relative to the options: <c>Host</c>.
    /// </summary>
    IEnumerable<SettingFault> Validate(object options);

    /// <summary>Makes the parts of one channel. Does no I/O: connections are made when they are needed.</summary>
    ChannelParts Open(ChannelSetup setup);
}
