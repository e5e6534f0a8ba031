using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests.Chat.Telegram;

public sealed class TelegramReaderTests
{
    [Fact]
    public void Read_Text_AllFields()
    {
        var message = Updates.Read(Updates.Text(1, "Kartım işləmir", message: 42, more: ""","reply_to_message":{"message_id":41,"chat":{"id":5550001,"type":"private"},"text":"..."} """));

        var person = new ContactPoint(ContactPointKind.Handle, "telegram:5550001");
        Assert.Equal((Medium.Chat, person, person), (message.Medium, message.Sender, message.ReplyTo));
        Assert.Equal(("Aygün Əliyeva", "az", "5550001"), (message.SenderName, message.LanguageHint, message.ConversationId));
        Assert.Equal(("7000001:5550001:42", "7000001:5550001:42"), (message.Identity, message.MessageId));
        Assert.Empty(message.References);
        Assert.Equal(TestSetup.Now.AddSeconds(-5), message.SentAt);
        Assert.Equal((false, false, null), (message.IsPublic, message.IsWithdrawn, message.Consent));
        Assert.Empty(message.Notes);
        Assert.Empty(message.MachineSigns);
        Assert.Null(message.Fingerprint);
    }

    [Fact]
    public void Read_Edited_SameIdentityLaterTime()
    {
        var message = Updates.Read(Updates.Wrap(8, "edited_message", Updates.Message(42, $"\"edit_date\":{Updates.Date + 60},\"text\":\"daha dəqiq\"")));

        Assert.Equal(("7000001:5550001:42", "daha dəqiq"), (message.Identity, message.Text));
        Assert.Equal(TestSetup.Now.AddSeconds(55), message.SentAt);
    }

    [Theory]
    [InlineData("/start", ConsentChange.Start)]
    [InlineData("/START", ConsentChange.Start)]
    [InlineData("/start@shop_bot", ConsentChange.Start)]
    [InlineData("/start ref_2026-campaign", ConsentChange.Start)]
    [InlineData("/start kartım işləmir", null)]
    [InlineData("/start problem", null)]
    [InlineData("/starting", null)]
    [InlineData("/stop", ConsentChange.Stop)]
    [InlineData(" /stop ", ConsentChange.Stop)]
    [InlineData("/stop charging my card", null)]
    [InlineData("stop", ConsentChange.Stop)]
    [InlineData("Dayandır", ConsentChange.Stop)]
    public void Read_Commands_ChangeConsentOnlyAlone(string text, ConsentChange? consent) => Assert.Equal(consent, Updates.Read(Updates.Text(1, text)).Consent);

    [Theory]
    [InlineData("""
        "photo":[{"file_id":"small","file_size":100},{"file_id":"large","file_size":90000}],"caption":"şəkil"
        """, "şəkil", "large", "image/jpeg", null, 90000L)]
    [InlineData("""
        "document":{"file_id":"d1","file_name":"C:\\temp\\qəbz.pdf","mime_type":"Application/PDF; x=1","file_size":5}
        """, "", "d1", "application/pdf", "qəbz.pdf", 5L)]
    [InlineData("""
        "voice":{"file_id":"v1","duration":3}
        """, "", "v1", "audio/ogg", null, null)]
    [InlineData("""
        "video":{"file_id":"v2","mime_type":"nonsense"}
        """, "", "v2", "video/mp4", null, null)]
    [InlineData("""
        "video_note":{"file_id":"v3"}
        """, "", "v3", "video/mp4", null, null)]
    [InlineData("""
        "audio":{"file_id":"a1","mime_type":"audio/flac"}
        """, "", "a1", "audio/flac", null, null)]
    public void Read_File_DescribedWithItsFileId(string content, string text, string key, string type, string? name, long? size)
    {
        var message = Updates.Read(Updates.Wrap(1, "message", Updates.Message(1, content)));

        var file = Assert.Single(message.Attachments);
        Assert.Equal((text, key, type, name, size), (message.Text, file.Key, file.MediaType, file.FileName, file.Size));
        Assert.Empty(message.Notes);
    }

    [Theory]
    [InlineData("\"location\":{\"latitude\":-40.5,\"longitude\":49.8671}", "geo:-40.5,49.8671")]
    [InlineData("\"contact\":{\"phone_number\":\"+994501234567\",\"first_name\":\"Əli\",\"user_id\":5}", "Əli +994501234567")]
    [InlineData("\"sticker\":{\"file_id\":\"s\",\"emoji\":\"😡\"}", "😡")]
    public void Read_OtherContent_AsText(string content, string text)
    {
        var message = Updates.Read(Updates.Wrap(1, "message", Updates.Message(1, content)));

        Assert.Equal(text, message.Text);
        Assert.Empty(message.Notes);
    }

    [Theory]
    [InlineData("\"phone_number\":\"994501234567\",\"user_id\":5550001", "+994501234567")]
    [InlineData("\"phone_number\":\"+90 532 000 00 00\",\"user_id\":5550001", "+905320000000")]
    [InlineData("\"phone_number\":\"994501234567\",\"user_id\":5", null)]
    [InlineData("\"phone_number\":\"994501234567\"", null)]
    [InlineData("\"phone_number\":\"112\",\"user_id\":5550001", null)]
    [InlineData("\"user_id\":5550001", null)]
    public void Read_SharedContact_OnlyTheSendersOwnNumberIsTheirs(string contact, string? phone)
    {
        var message = Updates.Read(Updates.Wrap(1, "message", Updates.Message(1, $"\"contact\":{{\"first_name\":\"x\",{contact}}}")));

        Assert.Equal("telegram:5550001", message.Sender?.Value);
        Assert.Equal(phone is null ? [] : [new ContactPoint(ContactPointKind.Phone, phone)], message.AlsoKnownAs);
    }

    [Fact]
    public void Read_ContentNobodyKnows_KeptForReview() =>
        Assert.Equal(["content-unknown"], Updates.Read(Updates.Wrap(1, "message", Updates.Message(1, "\"hologram\":{\"file_id\":\"h\"}"))).Notes);

    [Fact]
    public void Read_Group_PublicAndEachPersonAConversationOfTheirOwn()
    {
        var one = Updates.Read(Updates.Wrap(1, "message", Updates.InGroup(1, "\"text\":\"x\"")));
        var other = Updates.Read(Updates.Wrap(2, "message", Updates.InGroup(2, "\"text\":\"y\",\"message_thread_id\":7,\"is_topic_message\":true", from: 6)));

        Assert.True(one.IsPublic);
        Assert.Equal(("-1001234567890;u=5550001", "-1001234567890;t=7;u=6"), (one.ConversationId, other.ConversationId));
        Assert.Equal("telegram:6", other.ReplyTo?.Value);
    }

    [Fact]
    public void Read_OtherBot_IsAMachine()
    {
        var update = Updates.Text(1, "x").Replace("\"is_bot\":false", "\"is_bot\":true", StringComparison.Ordinal);

        Assert.Equal(MachineSignStrength.MachineReport, Assert.Single(Updates.Read(update).MachineSigns).Strength);
    }

    [Fact]
    public void Read_Album_SeveralMessagesOfOneConversation()
    {
        var caption = Updates.Read(Updates.Wrap(1, "message", Updates.Message(1, "\"media_group_id\":\"g\",\"photo\":[{\"file_id\":\"p1\"}],\"caption\":\"iki şəkil\"")));
        var second = Updates.Read(Updates.Wrap(2, "message", Updates.Message(2, "\"media_group_id\":\"g\",\"photo\":[{\"file_id\":\"p2\"}]")));

        Assert.Equal(caption.ConversationId, second.ConversationId);
        Assert.NotEqual(caption.Identity, second.Identity);
        Assert.Equal("p2", Assert.Single(second.Attachments).Key);
    }
}
