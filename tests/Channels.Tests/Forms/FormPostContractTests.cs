using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests.Forms;

[ContractOf("form")]
public sealed class FormPostContractTests : ReceiverContract
{
    protected override IWebhookReceiver Receiver => FormPosts.Receiver;

    protected override IReadOnlyList<byte[]> Broken =>
        [.. new[] { "", "&", "=", "&&==&", "message", "message=", "message=+%0D%0A+&email=a%40b.az", "email=a%40b.az", "{\"message\":\"x\"}" }.Select(Encoding.ASCII.GetBytes)];

    protected override SampleRequest Valid(string delivery, string text) =>
        FormPosts.Form(("token", delivery), ("lang", "az"), ("name", "Aygün"), ("email", "aygun@misal.az"), ("message", text), ("website", ""));

    protected override SampleRequest WithBody(SampleRequest request, byte[] body) => request with { Body = body };

    protected override byte[] AddUnknownFields(byte[] body) => [.. "utm_source=x&&amount=%FF&"u8, .. body, .. "&submit="u8];
}
