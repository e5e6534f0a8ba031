using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests.Chat.BotFramework;

/// <summary>Bodies are not signed, tokens are: what is wrong with those is in <see cref="TokenTableTests"/>.</summary>
[ContractOf("botframework")]
public sealed class ActivityReceiverContractTests : ReceiverContract, IAsyncLifetime
{
    private static readonly string Good = Signer.Provider.Sign(Login.Claims());

    private readonly Login _login = new();
    private IWebhookReceiver? _receiver;

    protected override IWebhookReceiver Receiver => _receiver!;

    protected override IReadOnlyList<byte[]> Broken =>
        [[], .. new[] { " ", "null", "[]", "17", "{", "{}", "{\"type\"", "{'type':'message'}", "{\"type\":\"message\"},", new string('[', 10_000) }.Select(Encoding.UTF8.GetBytes)];

    public async ValueTask InitializeAsync()
    {
        _receiver = _login.Open().Receiver;
        await Login.GiveAsync(_receiver!, Login.Posted("{}", Good));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _login.DisposeAsync();
    }

    protected override SampleRequest Valid(string delivery, string text) => Login.Posted(Login.Activity(text, delivery), Good);

    protected override SampleRequest WithBody(SampleRequest request, byte[] body) => request with { Body = body };

    protected override byte[] AddUnknownFields(byte[] body) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(body).Replace("{\"type\"", "{\"v\":[null,{\"type\":\"x\"}],\"channelData\":{\"tenant\":{\"id\":\"t\"},\"\\ud800\":1},\"callerId\":\"urn:x\",\"type\"", StringComparison.Ordinal));
}
