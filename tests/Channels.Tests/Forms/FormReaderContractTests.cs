using System.Text;
using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Forms;

namespace Channels.Tests.Forms;

[ContractOf("form")]
public sealed class FormReaderContractTests : ReaderContract
{
    protected override IMessageReader Reader { get; } = new FormReader();

    protected override IReadOnlyList<OfferedMessage> Samples =>
    [
        Saying("Kartım işləmir"),
        Offered(FormPosts.Encode(("token", "d1"), ("lang", "fa"), ("name", "مریم"), ("phone", "+۹۸ ۹۱۲ ۰۰۰ ۰۰۰۰"), ("message", "سلام\r\nکارت من"), ("reference", "۱۲۳۴-۵۶۷۸-۹۰۱۲")), "format=form;language=fa"),
        Offered(JsonSerializer.Serialize(new { message = "Iade \"istiyorum\" 😡", email = "isil@örnek.com.tr", name = "Işıl" }), "format=json;language=tr"),
    ];

    protected override OfferedMessage Saying(string text) =>
        Offered(FormPosts.Encode(("lang", "az"), ("email", "aygun@misal.az"), ("message", text)), "format=form;language=az");

    private static OfferedMessage Offered(string body, string context) =>
        new() { ExternalId = "d1", Raw = Encoding.UTF8.GetBytes(body), Context = context };
}
