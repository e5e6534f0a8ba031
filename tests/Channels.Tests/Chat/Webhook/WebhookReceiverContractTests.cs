using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests.Chat.Webhook;

[ContractOf("webhook")]
public sealed class WebhookReceiverContractTests : SignedReceiverContract
{
    protected override IWebhookReceiver Receiver => Deliveries.Receiver;

    protected override TimeSpan? Tolerance => TimeSpan.FromMinutes(5);

    protected override IReadOnlyList<string> SignatureHeaders => ["webhook-id", "webhook-timestamp", "webhook-signature"];

    protected override IReadOnlyList<byte[]> Broken =>
    [
        [],
        .. new[]
        {
            " ", "null", "[]", "17", "\"message.created\"", "{", "{}", "{\"type\"", "{\"type\":", "{\"type\":1}", "{'type':'message.created'}",
            "{\"type\":\"message.created\"}", "{\"type\":\"message.created\",\"data\":[]}", "{\"type\":\"message.created\",\"data\":null}",
            "{\"type\":\"message.created\",\"data\":{}", "{\"type\":\"message.created\",\"data\":{}},", "{\"type\":\"message.created\",\"data\":{}}{}",
            "{\"type\":\"message.created\",\"data\":{},}", "{/* */\"type\":\"message.created\",\"data\":{}}",
            "{\"type\":\"other\",\"type\":\"message.created\",\"data\":{}}", "{\"type\":\"message.created\",\"data\":{},\"data\":{}}",
            "\uFEFF{\"type\":\"message.created\",\"data\":{}}",
            $"{{\"type\":\"message.created\",\"data\":{string.Concat(Enumerable.Repeat("{\"a\":", 10_000))}1{new string('}', 10_000)}}}",
            new string('[', 10_000),
        }.Select(Encoding.UTF8.GetBytes),
    ];

    protected override SampleRequest Valid(string delivery, string text) => Deliveries.Signed($"msg_{delivery}", Deliveries.Body(text));

    protected override SampleRequest WithBody(SampleRequest request, byte[] body) => Deliveries.Signed(request.Headers["webhook-id"], body);

    protected override byte[] AddUnknownFields(byte[] body) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(body).Replace("\"data\":{", "\"v\":[1,{\"type\":\"x\"}],\"data\":{\"mood\":null,\"extra\":{\"data\":[{}]},", StringComparison.Ordinal));

    protected override SampleRequest SignedAt(DateTimeOffset time) => Deliveries.Signed("msg_d1", Deliveries.Body("salam"), at: time);

    protected override SampleRequest SignedForOtherChannel() => Deliveries.Signed("msg_d1", Deliveries.Body("salam"), Deliveries.Foreign);
}
