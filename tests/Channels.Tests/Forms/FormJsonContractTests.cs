using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests.Forms;

[ContractOf("form")]
public sealed class FormJsonContractTests : ReceiverContract
{
    protected override IWebhookReceiver Receiver => FormPosts.Receiver;

    protected override IReadOnlyList<byte[]> Broken =>
    [
        .. new[]
        {
            "", " ", "null", "[]", "7", "{", "{}", "{\"message\":\"x\",\"email\":\"a@b.az\"", "{\"message\":\"x\",\"email\":\"a@b.az\"}}",
            "{\"message\":17,\"email\":\"a@b.az\"}", "{\"message\":null,\"email\":\"a@b.az\"}", "{\"message\":\"x\",\"email\":[\"a@b.az\"]}",
            "{\"message\":\"x\"}", "\uFEFF{\"message\":\"x\",\"email\":\"a@b.az\"}", "message=x&email=a@b.az", new string('[', 10_000),
            $"{{\"message\":\"x\",\"email\":\"a@b.az\",\"deep\":{new string('[', 10_000)}{new string(']', 10_000)}}}",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    protected override SampleRequest Valid(string delivery, string text) =>
        FormPosts.Json(new { id = delivery, language = "az", name = "Aygün", email = "aygun@misal.az", message = text });

    protected override SampleRequest WithBody(SampleRequest request, byte[] body) => request with { Body = body };

    protected override byte[] AddUnknownFields(byte[] body) => [.. "{\"cart\":{\"items\":[1,{}]},\"token\":7,"u8, .. body.AsSpan(1)];
}
