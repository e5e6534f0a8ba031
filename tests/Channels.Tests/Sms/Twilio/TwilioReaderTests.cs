using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests.Sms.Twilio;

public sealed class TwilioReaderTests
{
    private static readonly string Sid = TwilioSamples.Sid("d1");

    [Fact]
    public void Read_Sms_ByItsNumberAndAnsweredThere()
    {
        var message = Read(TwilioSamples.Sms(Sid, "Kartım işləmir"));

        Assert.Equal(Medium.Sms, message.Medium);
        Assert.Equal(new ContactPoint(ContactPointKind.Phone, TwilioSamples.Customer), message.Sender);
        Assert.Equal(message.Sender, message.ReplyTo);
        Assert.Equal($"<{Sid}@twilio>", message.MessageId);
        Assert.Null(message.ConversationId);
        Assert.Null(message.Fingerprint);
        Assert.Empty(message.MachineSigns);
        Assert.Null(message.Consent);
        Assert.Empty(message.Notes);
    }

    [Fact]
    public void Read_WhatsApp_SamePersonAnsweredOnWhatsApp()
    {
        var replied = TwilioSamples.Sid("w0", "MM");
        var message = Read(TwilioSamples.WhatsApp(Sid, "Salam").With(("OriginalRepliedMessageSid", replied)));

        Assert.Equal(Medium.Chat, message.Medium);
        Assert.Equal(new ContactPoint(ContactPointKind.Phone, TwilioSamples.Customer), message.Sender);
        Assert.Equal(new ContactPoint(ContactPointKind.Handle, "whatsapp:" + TwilioSamples.Customer), message.ReplyTo);
        Assert.Equal("Aygün", message.SenderName);
        Assert.Equal([$"<{replied}@twilio>"], message.References);
    }

    [Theory]
    [InlineData("whatsapp:ID.4566778899", "whatsapp:ID.4566778899")]
    [InlineData("messenger:1234567890", "messenger:1234567890")]
    [InlineData("WhatsApp:ID.1", "whatsapp:ID.1")]
    public void Read_SenderWithoutANumber_ByTheNetworksId(string from, string handle)
    {
        var message = Read(TwilioSamples.WhatsApp(Sid, "Salam").With(("From", from)));

        Assert.Equal(new ContactPoint(ContactPointKind.Handle, handle), message.Sender);
        Assert.Equal(message.Sender, message.ReplyTo);
        Assert.Empty(message.Notes);
    }

    [Theory]
    [InlineData("70001")]
    [InlineData("BANK")]
    public void Read_ShortCodeOrName_RecordedNeverAnswered(string from)
    {
        var message = Read(TwilioSamples.Sms(Sid, "Your code is 1234").With(("From", from)));

        Assert.Equal($"sms:{from}", message.Sender?.Value);
        Assert.Null(message.ReplyTo);
        Assert.Equal([new MachineSign("sender-without-number", MachineSignStrength.NoAnswer)], message.MachineSigns);
    }

    [Fact]
    public void Read_FromOurOwnNumber_NeverAnswered() =>
        Assert.Contains(Read(TwilioSamples.Sms(Sid, "salam").With(("From", TwilioSamples.OwnNumber))).MachineSigns, sign => sign is { Code: "own-address", Strength: MachineSignStrength.NoAnswer });

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(":")]
    [InlineData("whatsapp:")]
    [InlineData("+9945\u000701234567")]
    public void Read_SenderUnusable_Noted(string from)
    {
        var message = Read(TwilioSamples.Sms(Sid, "salam").With(("From", from)));

        Assert.Null(message.Sender);
        Assert.Equal(["sender-missing"], message.Notes);
    }

    [Fact]
    public void Read_Location_InWords()
    {
        var message = Read(TwilioSamples.WhatsApp(Sid, "").With(("Latitude", "40.4093"), ("Longitude", "-49.8671"), ("Address", "Nizami küçəsi 5"), ("Label", "Filial")));

        Assert.Equal("Filial\nNizami küçəsi 5\n40.4093, -49.8671", message.Text);
        Assert.Empty(message.Notes);
    }

    [Theory]
    [InlineData("Bəli, davam edin", "Bəli", "Bəli, davam edin")]
    [InlineData("", "Bəli", "Bəli")]
    public void Read_Button_ItsBodyElseItsLabel(string body, string label, string text) =>
        Assert.Equal(text, Read(TwilioSamples.WhatsApp(Sid, body).With(("ButtonText", label), ("ButtonPayload", "p"))).Text);

    [Fact]
    public void Read_ListLineWithoutBody_TitleAndDescription() =>
        Assert.Equal("Kart\nKart problemləri", Read(TwilioSamples.WhatsApp(Sid, "").With(("ListTitle", "Kart"), ("ListDescription", "Kart problemləri"), ("ListId", "1"))).Text);

    [Fact]
    public void Read_TenMedia_AllDescribed()
    {
        var media = Enumerable.Range(0, 10).SelectMany(n => new[] { ($"MediaUrl{n}", $"https://api.twilio.com/m/ME{n}"), ($"MediaContentType{n}", n == 3 ? "Image/PNG; x=1" : "image/jpeg") });
        var message = Read(TwilioSamples.Sms(Sid, "").With([("NumMedia", "10"), .. media]));

        Assert.Equal(10, message.Attachments.Count);
        Assert.Equal("https://api.twilio.com/m/ME9", message.Attachments[9].Key);
        Assert.Equal("image/png", message.Attachments[3].MediaType);
        Assert.Equal("", message.Text);
        Assert.Empty(message.Notes);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("-1", 1)]
    [InlineData("x", 1)]
    public void Read_MediaCountAndUrlsDiffer_NoneIsLost(string count, int expected)
    {
        var message = Read(TwilioSamples.Sms(Sid, "").With(("NumMedia", count), ("MediaUrl0", "https://api.twilio.com/m/ME0"), ("MediaContentType0", "garbage")));

        Assert.Equal(expected, message.Attachments.Count);
        Assert.Equal("https://api.twilio.com/m/ME0", message.Attachments[0].Key);
        Assert.Equal("application/octet-stream", message.Attachments[0].MediaType);
        Assert.All(message.Attachments.Skip(1), one => Assert.Equal("#1", one.Key));
    }

    [Fact]
    public void Read_MoreMediaThanCanBe_CutAndNoted()
    {
        var message = Read(TwilioSamples.Sms(Sid, "x").With(("NumMedia", "2000000000")));

        Assert.Equal(20, message.Attachments.Count);
        Assert.Equal(["attachments-cut"], message.Notes);
    }

    [Fact]
    public void Read_NothingInIt_Noted() => Assert.Equal(["text-missing"], Read(TwilioSamples.WhatsApp(Sid, "").With(("MessageType", "reaction"))).Notes);

    [Theory]
    [InlineData("STOP", ConsentChange.Stop)]
    [InlineData("stop ", ConsentChange.Stop)]
    [InlineData("Dayandır", ConsentChange.Stop)]
    [InlineData("İPTAL", ConsentChange.Stop)]
    [InlineData("لغو ۱۱", ConsentChange.Stop)]
    [InlineData("CANCEL", ConsentChange.Stop)]
    [InlineData("Quit.", ConsentChange.Stop)]
    [InlineData("START", ConsentChange.Start)]
    [InlineData("stop charging me", null)]
    [InlineData("YES", null)]
    public void Read_StopAndStartWords_OnlyWhenNothingElseIsSaid(string text, ConsentChange? consent)
    {
        Assert.Equal(consent, Read(TwilioSamples.Sms(Sid, text)).Consent);
        Assert.Null(Read(TwilioSamples.Sms(Sid, text).With(("NumMedia", "1"), ("MediaUrl0", "https://api.twilio.com/m/ME0"))).Consent);
    }

    [Theory]
    [InlineData("STOP", ConsentChange.Stop)]
    [InlineData("start", ConsentChange.Start)]
    [InlineData("HELP", null)]
    [InlineData("SPAM", null)]
    public void Read_OptOutTypeOfTwilio_Counts(string type, ConsentChange? consent) =>
        Assert.Equal(consent, Read(TwilioSamples.Sms(Sid, "bəsdir daha").With(("OptOutType", type))).Consent);

    [Fact]
    public void Read_CarriersWordsOnWhatsApp_AreText()
    {
        Assert.Null(Read(TwilioSamples.WhatsApp(Sid, "cancel")).Consent);
        Assert.Equal(ConsentChange.Stop, Read(TwilioSamples.WhatsApp(Sid, "stop")).Consent);
        Assert.Empty(Read(TwilioSamples.WhatsApp(Sid, "help")).MachineSigns);
    }

    [Fact]
    public void Read_WordsOfTheSettings_StopToo()
    {
        var reader = TwilioSamples.Open(TwilioSamples.Options with { MoreStopWords = ["Bəsdir"] }).Reader!;

        Assert.Equal(ConsentChange.Stop, reader.Read(TwilioSamples.Accepted(TwilioSamples.Encode(TwilioSamples.Sms(Sid, "BƏSDİR!")))).Consent);
    }

    [Theory]
    [InlineData("Help", null)]
    [InlineData("info", null)]
    [InlineData("yardım", "HELP")]
    public void Read_HelpWord_IsAnsweredByTwilioAndNoComplaint(string text, string? type)
    {
        var message = Read(TwilioSamples.Sms(Sid, text).With(("OptOutType", type ?? "")));

        Assert.Equal([new MachineSign("help-keyword", MachineSignStrength.MachineReport)], message.MachineSigns);
        Assert.Null(message.Consent);
    }

    [Fact]
    public void Read_HookAndListItemOfOneMessage_SameMessage()
    {
        var hook = Read(TwilioSamples.Sms(Sid, "Kartım \"işləmir\" 😡\n\\ سلام"));
        var listed = ReadItem(TwilioSamples.Item(Sid, "Kartım \"işləmir\" 😡\n\\ سلام", TestSetup.Now));

        Assert.Equal(hook with { References = [], MachineSigns = [], Attachments = [], Notes = [] }, listed with { References = [], MachineSigns = [], Attachments = [], Notes = [] }, EqualContent);
        Assert.Empty(listed.Notes);
    }

    [Fact]
    public void Read_ListItemWithMedia_KeysForTheMediaList()
    {
        var message = ReadItem(TwilioSamples.Item(Sid, "", TestSetup.Now, from: "whatsapp:" + TwilioSamples.Customer, media: 2));

        Assert.Equal(["#0", "#1"], message.Attachments.Select(one => one.Key));
        Assert.Equal("whatsapp:" + TwilioSamples.Customer, message.ReplyTo?.Value);
        Assert.Empty(message.Notes);
    }

    [Fact]
    public void Read_ParameterTwice_FirstCounts()
    {
        var raw = Encoding.ASCII.GetBytes("From=%2B994501234567&Body=one&Body=two&From=%2B994500000000&MessageSid=SM1");

        var message = TwilioSamples.Open(TwilioSamples.Options).Reader!.Read(TwilioSamples.Accepted(raw));

        Assert.Equal(("one", TwilioSamples.Customer), (message.Text, message.Sender?.Value));
    }

    private static bool EqualContent(InboundMessage one, InboundMessage other) =>
        (one.Medium, one.Sender, one.ReplyTo, one.Text, one.MessageId, one.SentAt, one.Consent) == (other.Medium, other.Sender, other.ReplyTo, other.Text, other.MessageId, other.SentAt, other.Consent);

    private static InboundMessage Read(IEnumerable<KeyValuePair<string, string>> form) =>
        TwilioSamples.Open(TwilioSamples.Options).Reader!.Read(TwilioSamples.Accepted(TwilioSamples.Encode(form)));

    private static InboundMessage ReadItem(string json) => TwilioSamples.Open(TwilioSamples.Options).Reader!.Read(TwilioSamples.Accepted(Encoding.UTF8.GetBytes(json)));
}
