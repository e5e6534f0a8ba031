using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Fakes;

public sealed class FakeConnector(string name, ConnectorCapabilities capabilities) : Connector<FakeOptions>
{
    public override string Name => name;

    public override string Summary => $"The {name} that tests need.";

    public override ConnectorCapabilities Capabilities => capabilities;

    public Func<ChannelSetup, FakeOptions, ChannelParts>? OnOpen { get; init; }

    public Func<FakeOptions, ConnectorCapabilities>? OnCapabilities { get; init; }

    protected override ConnectorCapabilities CapabilitiesOf(FakeOptions options) => OnCapabilities?.Invoke(options) ?? capabilities;

    protected override IEnumerable<SettingFault> Validate(FakeOptions options)
    {
        if (options.Host == "nowhere")
        {
            yield return new SettingFault("Host", "is nowhere");
        }

        if (options is { Careful: true, Password: null })
        {
            yield return new SettingFault("Password", "is missing: Careful asks for one");
        }
    }

    protected override ChannelParts Open(ChannelSetup setup, FakeOptions options) =>
        OnOpen?.Invoke(setup, options) ?? new ChannelParts { Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, "fine"))) };
}
