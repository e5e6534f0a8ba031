namespace Ingestion.Channels;

/// <summary>A connector whose options have the type <typeparamref name="TOptions"/>.</summary>
public abstract class Connector<TOptions> : IConnector
    where TOptions : class
{
    public abstract string Name { get; }

    public abstract string Summary { get; }

    public abstract ConnectorCapabilities Capabilities { get; }

    public virtual ProviderLimits Limits { get; } = new();

    public virtual string Entrance => "POST /hooks/";

    public Type OptionsType => typeof(TOptions);

    public ConnectorCapabilities CapabilitiesOf(object options) => CapabilitiesOf((TOptions)options);

    public IEnumerable<SettingFault> Validate(object options) => Validate((TOptions)options);

    public ChannelParts Open(ChannelSetup setup) => Open(setup, (TOptions)setup.Options);

    protected virtual ConnectorCapabilities CapabilitiesOf(TOptions options) => Capabilities;

    protected virtual IEnumerable<SettingFault> Validate(TOptions options) => [];

    protected abstract ChannelParts Open(ChannelSetup setup, TOptions options);
}
