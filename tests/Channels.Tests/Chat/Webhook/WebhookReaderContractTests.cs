using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.Webhook;

namespace Channels.Tests.Chat.Webhook;

[ContractOf("webhook")]
public sealed class WebhookReaderContractTests : ReaderContract
{
    protected override IMessageReader Reader { get; } = new WebhookReader(trustContactPoints: true);

    protected override IReadOnlyList<OfferedMessage> Samples =>
    [
        Saying("Kartım işləmir"),
        Deliveries.Offered("""
            {"type":"message.created","timestamp":"2026-11-21T12:29:58+03:00","data":{"conversationId":"c-1","messageId":"m-9","text":"Faturam yanl\u0131\u015f \ud83d\ude21\n\"iki\" kez geldi\t\\o\/",
             "sender":{"id":"u-5","name":"Işıl","email":"Isil@ÖRNEK.com.tr","phone":"+90 (532) 000-00-00"},"language":"tr-TR","subject":"Fatura","mood":{"a":[1]}}}
            """),
        Deliveries.Offered("""{"type":"message.created","data":{"conversationId":"c-2","text":"سلام، کارت من کار نمی‌کند","sender":{"phone":"۰۰۹۸۹۱۲۰۰۰۰۰۰۰"},"language":"fa"}}"""),
    ];

    protected override OfferedMessage Saying(string text) => Deliveries.Offered(JsonSerializer.Serialize(new
    {
        type = "message.created",
        data = new { conversationId = "c-17", messageId = "m-1", text, sender = new { id = "u-5", name = "Aygün" } },
    }));
}
