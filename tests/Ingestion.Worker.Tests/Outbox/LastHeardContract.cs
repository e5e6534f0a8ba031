using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Outbox;

/// <summary>When a customer last wrote, for providers that take free text for some time after it.</summary>
public abstract class LastHeardContract : RelayTests
{
    private protected LastHeardContract(StoreKind kind)
        : base(kind)
    {
    }

    [Fact]
    public async Task Work_AnswerToAHandle_KnowsWhenItsCustomerWroteLast()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var chat = Some.Mail("my card is blocked") with { Medium = Medium.Chat, Sender = Some.Phone("+994501234567"), ReplyTo = new ContactPoint(ContactPointKind.Handle, "whatsapp:+994501234567") };
        var polled = await Core.TakeAsync(chat, "chat", now.AddHours(-30));
        await Core.TakeAsync(Some.Mail(), "mail", now);
        await Core.NewRelay("chat", Sender).WorkAsync(CancellationToken.None);
        await WorkAsync();
        Assert.Equal([now.AddHours(-30), null], Sender.Asked.Select(message => message.LastHeardAt));

        await Core.TakeAsync(chat with { Text = "the loan desk is rude" }, "chat", now.AddMinutes(-5));
        await ExecuteAsync($"UPDATE outbox SET state = 'suppressed' WHERE state = 'waiting'");
        await ExecuteAsync($"UPDATE outbox SET state = 'waiting' WHERE id = {polled.ComplaintId}");
        await MakeDueAsync();
        await Core.NewRelay("chat", Sender).WorkAsync(CancellationToken.None);
        Assert.Equal(now.AddMinutes(-5), Sender.Asked.Last().LastHeardAt);

        await ExecuteAsync(
            "INSERT INTO outbox (id, complaint_id, message_id, purpose, channel, medium, recipient_kind, recipient, stable_id, kind, language, tracking_number, received_at, due_at, state) "
            + $"SELECT id + 1000000, complaint_id, message_id, 'status', channel, medium, recipient_kind, recipient, stable_id, kind, language, tracking_number, received_at, due_at, 'sent' FROM outbox WHERE id = {polled.ComplaintId}");
        await ExecuteAsync($"UPDATE outbox SET state = 'waiting' WHERE id = {polled.ComplaintId}");
        await MakeDueAsync();
        await Core.NewRelay("chat", Sender).WorkAsync(CancellationToken.None);
        Assert.InRange(Sender.Asked.Last().LastHeardAt!.Value, now, now.AddMinutes(5));
    }

    [Fact]
    public async Task Work_AnswerToAHandle_ATextMessageOfItsCustomerIsNotHeardThere()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var phone = Some.Phone("+994501234567");
        var chat = Some.Mail("my card is blocked") with { Medium = Medium.Chat, Sender = phone, ReplyTo = new ContactPoint(ContactPointKind.Handle, "whatsapp:+994501234567") };
        var answered = await Core.TakeAsync(chat, "chat", now.AddHours(-30));
        await Core.TakeAsync(Some.Mail("the loan desk is rude") with { Medium = Medium.Sms, Sender = phone, ReplyTo = phone }, "chat", now.AddMinutes(-5));
        await ExecuteAsync($"UPDATE outbox SET state = 'suppressed' WHERE id <> {answered.ComplaintId}");

        await Core.NewRelay("chat", Sender).WorkAsync(CancellationToken.None);

        Assert.Equal(now.AddHours(-30), Assert.Single(Sender.Asked).LastHeardAt);
    }

    [Fact]
    public async Task Work_AnswerToAHandle_OfSomebodyWhoWroteTextMessagesOnly_WasNeverHeard()
    {
        var phone = Some.Phone("+994501234567");
        var answered = await Core.TakeAsync(Some.Mail("my card is blocked") with { Medium = Medium.Sms, Sender = phone, ReplyTo = phone }, "chat");
        await ExecuteAsync($"UPDATE outbox SET recipient_kind = 'handle', recipient = 'whatsapp:+994501234567' WHERE id = {answered.ComplaintId}");

        await Core.NewRelay("chat", Sender).WorkAsync(CancellationToken.None);

        Assert.Null(Assert.Single(Sender.Asked).LastHeardAt);
    }
}
