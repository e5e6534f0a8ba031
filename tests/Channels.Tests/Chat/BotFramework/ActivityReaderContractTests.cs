using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Chat.BotFramework;

namespace Channels.Tests.Chat.BotFramework;

[ContractOf("botframework")]
public sealed class ActivityReaderContractTests : ReaderContract
{
    protected override IMessageReader Reader { get; } = new ActivityReader(new ServiceHosts([]));

    protected override IReadOnlyList<OfferedMessage> Samples =>
    [
        Saying("Kartım işləmir 😡"),
        Offered(Login.Activity("<at>Shop</at> faturam yanlış")),
        Offered(Login.Activity("<p>One &amp; two</p><ul><li>x</li></ul>").Replace("\"textFormat\":\"plain\"", "\"textFormat\":\"xml\"", StringComparison.Ordinal)),
        Offered(Login.Activity("", more: ",\"value\":{\"order\":\"A-17\",\"late\":true,\"days\":3,\"nested\":{\"x\":1}}")),
        Offered(Login.Activity("bax", more: """
            ,"attachments":[{"contentType":"image/png","contentUrl":"https://smba.trafficmanager.net/v3/attachments/1/views/original","name":"..\\qəbz.png"},{"contentType":"text/html","content":"<p>bax</p>"}],"entities":[{"type":"clientInfo"}]
            """)),
    ];

    protected override OfferedMessage Saying(string text) => Offered(Login.Activity(text));

    private static OfferedMessage Offered(string activity) => new() { ExternalId = "x", Raw = Encoding.UTF8.GetBytes(activity) };
}
