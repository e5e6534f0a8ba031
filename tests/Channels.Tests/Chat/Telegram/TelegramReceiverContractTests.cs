using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests.Chat.Telegram;

/// <summary>Bodies are not signed: that the secret decides alone is in <see cref="TelegramReceiverTests"/>.</summary>
[ContractOf("telegram")]
public sealed class TelegramReceiverContractTests : ReceiverContract
{
    protected override IWebhookReceiver Receiver { get; } = Updates.Open(Updates.Hooked).Receiver!;

    protected override IReadOnlyList<byte[]> Broken =>
    [
        [],
        .. new[]
        {
            " ", "null", "[]", "17", "{", "{}", "{\"update_id\":\"7\"}", "{\"update_id\":7.5}", "{\"message\":{}}", "{\"update_id\":7,\"message\":{}},",
            "{'update_id':7}", $"{{\"update_id\":7,\"message\":{new string('[', 10_000)}",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    protected override SampleRequest Valid(string delivery, string text) => Updates.Posted(Updates.Utf8(Updates.Text(Number(delivery), text)));

    protected override SampleRequest WithBody(SampleRequest request, byte[] body) => request with { Body = body };

    protected override byte[] AddUnknownFields(byte[] body) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(body).Replace("\"message_id\"", "\"effect\":{\"message_id\":9,\"a\":[1]},\"message_id\"", StringComparison.Ordinal).Replace("{\"update_id\"", "{\"v\":[null],\"update_id\"", StringComparison.Ordinal));

    private static long Number(string delivery) => delivery.Aggregate(17L, (sum, letter) => (sum * 131) + letter);
}
