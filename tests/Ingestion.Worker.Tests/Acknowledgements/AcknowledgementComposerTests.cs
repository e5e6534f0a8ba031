using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Worker.Acknowledgements;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Xunit;

namespace Ingestion.Worker.Tests.Acknowledgements;

public sealed class AcknowledgementComposerTests
{
    private static readonly AcknowledgementComposer Composer = new(new AcknowledgementTemplates(null), new OrganisationSettings { Name = "Contoso" });

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
