using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.ServiceBus;

namespace Channels.Tests.Chat.ServiceBus;

[ContractOf("servicebus")]
public sealed class ServiceBusReaderContractTests : ReaderContract
{
    protected override IMessageReader Reader { get; } = new ServiceBusReader(trustContactPoints: true);

    protected override IReadOnlyList<OfferedMessage> Samples =>
    [
        Bots.Offered(Bots.Event("Kartım işləmir"), "type=application%2Fjson;id=m-1;session=c-17"),
        Bots.Offered("""
            {"type":"message.created","timestamp":"2026-11-21T12:29:58+03:00","data":{"messageId":"m-9","text":"Faturam yanl\u0131\u015f \ud83d\ude21\n\"iki\" kez",
             "sender":{"id":"u-5","name":"Işıl","email":"Isil@ÖRNEK.com.tr"},"language":"tr-TR","subject":"Fatura"}}
            """, "correlation=c-5"),
        Bots.Offered("""
            {"specversion":"1.0","id":"e-1","source":"/bots/shop","type":"az.example.message","time":"2026-11-21T09:29:58Z","subject":"no matter","datacontenttype":"application/json",
             "data":{"conversationId":"c-2","text":"سلام، کارت من کار نمی‌کند","sender":{"phone":"۰۰۹۸۹۱۲۰۰۰۰۰۰۰"},"language":"fa"}}
            """, "type=application%2Fcloudevents%2Bjson"),
        Bots.Offered($$"""
            {"specversion":"1.0","id":"e-2","source":"/bots/shop","type":"az.example.message","data_base64":"{{Convert.ToBase64String("""{"conversationId":"c-2","text":"Salam","sender":{"id":"u-1"},"subject":"Kart"}"""u8)}}"}
            """),
    ];

    protected override OfferedMessage Saying(string text) => Bots.Offered(Bots.Event(text));
}
