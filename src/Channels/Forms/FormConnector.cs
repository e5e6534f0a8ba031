using System.Security.Cryptography;

namespace Ingestion.Channels.Forms;

/// <summary>A page with a form in four languages, and the same as JSON for programs.</summary>
internal sealed class FormConnector : Connector<FormOptions>
{
    public override string Name => "form";

    public override string Summary => "A web form: serves a small page in tr, az, fa and en, and takes HTML form posts and JSON.";

    public override ConnectorCapabilities Capabilities => ConnectorCapabilities.Receiver;

    public override string Entrance => "/form/";

    protected override IEnumerable<SettingFault> Validate(FormOptions options)
    {
        if (!string.IsNullOrEmpty(options.PrivacyUrl)
            && !(Uri.TryCreate(options.PrivacyUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps))
        {
            yield return new SettingFault("PrivacyUrl", "An absolute https URL: https://www.example.com.tr/kvkk");
        }
    }

    protected override ChannelParts Open(ChannelSetup setup, FormOptions options) => new()
    {
        Receiver = new FormReceiver(options, setup.Organisation, setup.DefaultLanguage, static () => RandomNumberGenerator.GetHexString(32, lowercase: true)),
        Reader = new FormReader(setup.DefaultRegion),
        Test = new FormTest(),
    };
}
