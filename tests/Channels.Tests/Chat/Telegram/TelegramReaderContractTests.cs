using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.Telegram;

namespace Channels.Tests.Chat.Telegram;

[ContractOf("telegram")]
public sealed class TelegramReaderContractTests : ReaderContract
{
    protected override IMessageReader Reader { get; } = new TelegramReader(7000001);

    protected override IReadOnlyList<OfferedMessage> Samples =>
    [
        Saying("Kartım işləmir 😡"),
        Updates.Offered(Updates.Wrap(2, "edited_message", Updates.Message(1, $"\"edit_date\":{Updates.Date + 9},\"text\":\"Kart\\u0131m \\ud83d\\ude21\""))),
        Updates.Offered(Updates.Wrap(3, "message", Updates.Message(3, """
            "caption":"Bu sənəd","document":{"file_id":"BQAC-7","file_unique_id":"u7","file_name":"../qəbz.pdf","mime_type":"application/pdf","file_size":12345},"reply_to_message":{"message_id":1,"chat":{"id":5550001,"type":"private"},"date":1,"text":"x"}
            """))),
        Updates.Offered(Updates.Wrap(4, "message", Updates.Message(4, """ "venue":{"title":"Filial 3","address":"Nizami 7","location":{"latitude":40.4093,"longitude":49.8671}},"location":{"latitude":40.4093,"longitude":49.8671} """))),
        Updates.Offered(Updates.Wrap(5, "message", Updates.InGroup(5, "\"text\":\"/start@shop_bot\",\"is_topic_message\":true,\"message_thread_id\":4"))),
    ];

    protected override OfferedMessage Saying(string text) => Updates.Offered(Updates.Text(1, text));
}
