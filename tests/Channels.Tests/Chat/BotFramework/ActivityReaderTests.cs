using Ingestion.Channels;

namespace Channels.Tests.Chat.BotFramework;

public sealed class ActivityReaderTests
{
    [Fact]
    public void Read_Message_AllFields()
    {
        var message = Login.Read(Login.Activity("Kartım işləmir"));

        var person = new ContactPoint(ContactPointKind.Handle, "bot-msteams:29:1abc-_D");
        Assert.Equal((Medium.Chat, person, person), (message.Medium, message.Sender, message.ReplyTo));
        Assert.Equal(("Aygün Əliyeva", "az-AZ", "1700000000001"), (message.SenderName, message.LanguageHint, message.MessageId));
        Assert.Equal("msteams|https%3A%2F%2Fsmba.trafficmanager.net%2Femea|a%3A1xyz%3B%7C%40|28%3Abot", message.ConversationId);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 9, 29, 58, 123, TimeSpan.Zero), message.SentAt);
        Assert.Equal((false, false, null), (message.IsPublic, message.IsWithdrawn, message.Consent));
        Assert.Empty(message.Notes);
        Assert.Empty(message.MachineSigns);
    }

    [Theory]
    [InlineData("<at>Shop</at> faturam yanlış", "faturam yanlış")]
    [InlineData("a <AT>Shop</AT>b<at>Shop</at>", "a b")]
    [InlineData("<at>Shop is open", "<at>Shop is open")]
    [InlineData("1 < 2 </at> 3", "1 < 2 </at> 3")]
    public void Read_TeamsMentions_TakenOut(string text, string expected) => Assert.Equal(expected, Login.Read(Login.Activity(text)).Text);

    [Fact]
    public void Read_CardSubmitted_ItsFields() =>
        Assert.Equal("order: A-17\nlate: true\ndays: 3", Login.Read(Login.Activity("", more: ",\"value\":{\"order\":\"A-17\",\"late\":true,\"days\":3,\"x\":null}")).Text);

    [Theory]
    [InlineData("https://evil.example/x")]
    [InlineData("http://smba.trafficmanager.net/emea")]
    [InlineData("https://smba.trafficmanager.net.evil.example")]
    [InlineData("https://user@smba.trafficmanager.net/emea")]
    [InlineData("https://smba.trafficmanager.net:8443/emea")]
    [InlineData("https://smba.trafficmanager.net/emea?x=1")]
    [InlineData("https://botframework.com/")]
    [InlineData("https://evilbotframework.com/")]
    public void Read_ServiceThatMayNotBeAnswered_KeptForReviewWithoutReplyAddress(string service)
    {
        var message = Login.Read(Login.Activity("x").Replace($"{Login.Service}/", service, StringComparison.Ordinal));

        Assert.Null(message.ReplyTo);
        Assert.NotNull(message.Sender);
        Assert.Equal(["service-host-unknown"], message.Notes);
    }

    [Theory]
    [InlineData("https://webchat.botframework.com/")]
    [InlineData("https://europe.directline.botframework.com/x/y")]
    [InlineData("https://SMBA.trafficmanager.net/amer/")]
    [InlineData("https://gcch.infra.gov.teams.microsoft.us/")]
    public void Read_KnownServices_CanBeAnswered(string service) =>
        Assert.NotNull(Login.Read(Login.Activity("x").Replace($"{Login.Service}/", service, StringComparison.Ordinal)).ReplyTo);

    [Theory]
    [InlineData("bot")]
    [InlineData("skill")]
    public void Read_OtherBot_IsAMachine(string role) => Assert.Equal(
        MachineSignStrength.MachineReport,
        Assert.Single(Login.Read(Login.Activity("x").Replace("\"aadObjectId\":\"x\"", $"\"role\":\"{role}\"", StringComparison.Ordinal)).MachineSigns).Strength);

    [Fact]
    public void Read_Group_PublicAndEachPersonAConversationOfTheirOwn()
    {
        var message = Login.Read(Login.Activity("x").Replace("\"conversationType\":\"personal\"", "\"isGroup\":true", StringComparison.Ordinal));

        Assert.True(message.IsPublic);
        Assert.EndsWith("|28%3Abot|29%3A1abc-_D", message.ConversationId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop", ConsentChange.Stop)]
    [InlineData("<at>Shop</at> dayandır", ConsentChange.Stop)]
    [InlineData("stop charging me", null)]
    public void Read_StopWords_ChangeConsentOnlyAlone(string text, ConsentChange? consent) => Assert.Equal(consent, Login.Read(Login.Activity(text)).Consent);

    [Fact]
    public void Read_Attachments_FilesOnlyAndNoAddressInTheirKeys()
    {
        var message = Login.Read(Login.Activity("x", more: """
            ,"attachments":[{"contentType":"text/html","content":"<p>x</p>"},{"contentType":"application/vnd.microsoft.card.adaptive","contentUrl":"https://x.example/card"},
             {"contentType":"image/*","contentUrl":"https://smba.trafficmanager.net/a?sig=secret"},
             {"contentType":"application/vnd.microsoft.teams.file.download.info","name":"a.pdf","content":{"downloadUrl":"https://share.example/d?tempauth=secret"}}]
            """));

        Assert.Equal([("2", "application/octet-stream", null), ("3", "application/vnd.microsoft.teams.file.download.info", "a.pdf")], message.Attachments.Select(file => (file.Key!, file.MediaType, file.FileName)));
    }
}
