using System.Text;
using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests.Sms.Twilio;

[ContractOf("twilio")]
public sealed class TwilioReaderContractTests : ReaderContract
{
    protected override IMessageReader Reader { get; } = TwilioSamples.Open(TwilioSamples.Options).Reader!;

    protected override IReadOnlyList<OfferedMessage> Samples =>
    [
        Saying("Kartım işləmir"),
        TwilioSamples.Offered(TwilioSamples.WhatsApp(TwilioSamples.Sid("w1"), "Faturam yanlış 😡\n\"iki\" kez geldi").With(
            ("OriginalRepliedMessageSid", TwilioSamples.Sid("w0", "MM")), ("OriginalRepliedMessageSender", "whatsapp:+15005550006"), ("ExternalUserId", "whatsapp:ID.4566"))),
        TwilioSamples.Offered(TwilioSamples.WhatsApp(TwilioSamples.Sid("w2"), "").With(("Latitude", "40.4093"), ("Longitude", "49.8671"), ("Address", "Nizami küçəsi 5, Bakı"), ("Label", "Filial"))),
        TwilioSamples.Offered(TwilioSamples.WhatsApp(TwilioSamples.Sid("w3"), "Bəli").With(("MessageType", "button"), ("ButtonText", "Bəli"), ("ButtonPayload", "yes-17"))),
        TwilioSamples.Offered(TwilioSamples.Sms(TwilioSamples.Sid("m1", "MM"), "Ekran görüntüsü").With(
            ("NumMedia", "2"), ("MediaUrl0", "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"), ("MediaContentType0", "image/jpeg"),
            ("MediaUrl1", "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME2"), ("MediaContentType1", "text/vcard"))),
        new() { ExternalId = TwilioSamples.Sid("p1"), Raw = Encoding.UTF8.GetBytes(TwilioSamples.Item(TwilioSamples.Sid("p1"), "سلام، کارت من کار نمی‌کند", TestSetup.Now)) },
    ];

    protected override OfferedMessage Saying(string text) => TwilioSamples.Offered(TwilioSamples.Sms(TwilioSamples.Sid("d1"), text));

    [Fact]
    public void Read_FuzzedListItems_NeverThrow()
    {
        var item = JsonSerializer.SerializeToUtf8Bytes(new { sid = "SM1", from = "+994501234567", body = "\u0001\\ \ud83d\ude21 \"x\"", num_media = 3, direction = "inbound", more = new { a = new[] { 1 } } });
        foreach (var raw in Fuzz.Cases([item, Samples[^1].Raw.ToArray()], 4000))
        {
            try
            {
                AssertStorable(Reader.Read(Accepted(new OfferedMessage { ExternalId = "x", Raw = raw })));
            }
            catch (Exception fault)
            {
                Assert.Fail($"FUZZ_SEED={Fuzz.Seed}, raw {Convert.ToBase64String(raw)}: {fault}");
            }
        }
    }
}
