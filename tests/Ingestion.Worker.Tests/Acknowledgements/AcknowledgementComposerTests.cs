using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Worker.Acknowledgements;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Xunit;

namespace Ingestion.Worker.Tests.Acknowledgements;

public sealed class AcknowledgementComposerTests
{
    private static readonly AcknowledgementComposer Composer = new(new AcknowledgementTemplates(null), new OrganisationSettings { Name = "Contoso" }, Core.CoreOnStore.LinkCodes);

    [Fact]
    public void Compose_PublicPost_HasAPrivateTextWithTheNumberAndAPublicOneWithout()
    {
        var message = Composer.Compose(Planned(isPublic: true));

        Assert.Contains("1234-5678-9012", message.Text, StringComparison.Ordinal);
        Assert.NotNull(message.PublicText);
        Assert.DoesNotContain("1234", message.PublicText, StringComparison.Ordinal);
        Assert.Equal("post-7", message.InReplyTo);
    }

    [Fact]
    public void Compose_PrivateMessage_HasNoPublicText() => Assert.Null(Composer.Compose(Planned(isPublic: false)).PublicText);

    [Theory]
    [InlineData("tr")]
    [InlineData("az")]
    [InlineData("fa")]
    [InlineData("en")]
    public void Compose_PrivateMail_CarriesTheCodeOnce_AndNothingElseDoes(string language)
    {
        var code = Core.CoreOnStore.LinkCodes.Create(1);
        foreach (var kind in (MessageKind[])[MessageKind.Complaint, MessageKind.Question, MessageKind.Praise, MessageKind.Suggestion])
        {
            var planned = Planned(isPublic: false) with { Language = language, Kind = kind };
            var mail = Composer.Compose(planned with { Medium = Medium.Email });
            Assert.Equal(2, mail.Text.Split(code).Length);
            Assert.Equal(2, mail.Html!.Split(code).Length);
            Assert.DoesNotContain("\n\n\n", mail.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(code, mail.Subject, StringComparison.Ordinal);
            Assert.All((Medium[])[Medium.Sms, Medium.Chat, Medium.Social], medium => Assert.DoesNotContain(code, Composer.Compose(planned with { Medium = medium }).Text, StringComparison.Ordinal));
            var open = Composer.Compose(planned with { Medium = Medium.Email, IsPublic = true });
            Assert.DoesNotContain(code, open.Text + open.PublicText + open.Html, StringComparison.Ordinal);
        }
    }

    private static OutboxMessage Planned(bool isPublic) => new()
    {
        Id = 1,
        ComplaintId = 1,
        MessageId = 2,
        Purpose = "ack",
        Channel = "x",
        Medium = Medium.Social,
        Recipient = new ContactPoint(ContactPointKind.Handle, "x:1"),
        StableId = "<ack.1@us.example>",
        Kind = MessageKind.Complaint,
        Language = "tr",
        TrackingNumber = "123456789012",
        ReceivedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        AnswerBy = new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero),
        InReplyTo = "post-7",
        IsPublic = isPublic,
        DueAt = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero),
    };
}
