using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Social.X;

namespace Channels.Tests.Social.X;

[ContractOf("x")]
public sealed class XReaderContractTests : ReaderContract
{
    private const string Media = """
        "includes":{"media":[{"media_key":"3_1","type":"photo","url":"https://pbs.twimg.com/media/a.jpg"}],"users":[{"id":"1500000000000000001","name":"Aygün 😡","username":"aygun"}]},
        """;

    protected override IMessageReader Reader { get; } = new XReader(XSamples.Options);

    protected override IReadOnlyList<OfferedMessage> Samples =>
    [
        Saying("Kartım işləmir"),
        XSamples.Offered(XSamples.Post(XSamples.Id(60), "@ours فاکتورم اشتباه است", XSamples.Writer, """
            "attachments":{"media_keys":["3_1"]},"referenced_posts":[{"type":"replied_to","id":"17"},{"type":"quoted","id":"18"}]
            """), Media),
        XSamples.Offered(XSamples.Page([XSamples.Dm(XSamples.Id(30), "Faturam yanlış 😡\n\"iki\" kez geldi")]), isMessages: true),
    ];

    protected override OfferedMessage Saying(string text) => XSamples.Offered(XSamples.Page([XSamples.Post(XSamples.Id(60), text)]));
}
