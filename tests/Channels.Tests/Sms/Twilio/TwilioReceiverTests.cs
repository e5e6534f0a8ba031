using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;

namespace Channels.Tests.Sms.Twilio;

public sealed class TwilioReceiverTests
{
    private static readonly string Sid = TwilioSamples.Sid("d1");

    [Fact]
    public void Receive_Sms_TakenUnderItsSidAndAnsweredWithEmptyTwiml()
    {
        var take = Assert.IsType<WebhookVerdict.Take>(TwilioSamples.Post(TwilioSamples.Sms(Sid, "Kartım işləmir")).GivenTo(TwilioSamples.Receiver));

        Assert.Equal(Sid, Assert.Single(take.Messages).ExternalId);
        var reply = take.Reply!(new TakenMessage(false, null));
        Assert.Equal((200, "text/xml"), (reply.Status, reply.MediaType));
        Assert.Equal("""<?xml version="1.0" encoding="UTF-8"?><Response></Response>""", Encoding.UTF8.GetString(reply.Body.Span));
    }

    [Fact]
    public void Receive_TokenOfTheRotationBefore_Taken() =>
        Assert.IsType<WebhookVerdict.Take>(TwilioSamples.Post(TwilioSamples.Sms(Sid, "salam"), TwilioSamples.OldToken).GivenTo(TwilioSamples.Receiver));

    [Fact]
    public void Receive_Get_TakesTheQuery()
    {
        var request = TwilioSamples.Get(TwilioSamples.Sms(Sid, "Kömək edin! 5 + 5"));

        var message = Assert.Single(Assert.IsType<WebhookVerdict.Take>(request.GivenTo(TwilioSamples.Receiver)).Messages);

        Assert.Equal(Sid, message.ExternalId);
        Assert.Equal("Kömək edin! 5 + 5", TwilioSamples.Open(TwilioSamples.Options).Reader!.Read(TwilioSamples.Accepted(message.Raw)).Text);
    }

    [Fact]
    public void Receive_QueryOfTheConfiguredUrl_IsSignedToo()
    {
        var request = TwilioSamples.Post(TwilioSamples.Sms(Sid, "salam"), query: "?tenant=az");

        Assert.IsType<WebhookVerdict.Take>(request.GivenTo(TwilioSamples.Receiver));
        AssertRefused(request with { QueryString = "?tenant=tr" }, 401, "signature-wrong");
        AssertRefused(request with { QueryString = "" }, 401, "signature-wrong");
    }

    [Fact]
    public void Receive_HostAndForwardedHeaders_PlayNoPart()
    {
        var form = TwilioSamples.Sms(Sid, "salam");
        var evil = TwilioSamples.Sign("https://evil.example/hooks/twilio/sms", form, TwilioSamples.Token);
        var request = TwilioSamples.Post(form).WithHeader("X-Twilio-Signature", evil).WithHeader("Host", "evil.example")
            .WithHeader("X-Forwarded-Host", "evil.example").WithHeader("X-Forwarded-Proto", "https").WithHeader("Forwarded", "host=evil.example;proto=https");

        AssertRefused(request, 401, "signature-wrong");
    }

    [Fact]
    public void Receive_JsonWithItsHash_TakenAndAnyOtherBodyRefused()
    {
        var request = TwilioSamples.Json($$"""{"MessageSid":"{{Sid}}","AccountSid":"{{TwilioSamples.Account}}","From":"+994501234567","Body":"salam"}""");

        Assert.Equal(Sid, Assert.Single(Assert.IsType<WebhookVerdict.Take>(request.GivenTo(TwilioSamples.Receiver)).Messages).ExternalId);
        AssertRefused(request with { Body = [.. request.Body, (byte)' '] }, 401, "signature-wrong");
        AssertRefused(request with { Body = [] }, 401, "signature-wrong");
    }

    [Fact]
    public void Receive_OtherAccount_403() =>
        AssertRefused(TwilioSamples.Post(TwilioSamples.Sms(Sid, "salam").With(("AccountSid", "AC00000000000000000000000000000002"))), 403, "account-other");

    [Fact]
    public void Receive_BordersOfFieldsMoved_SignatureFitsAndTheIdDoesNot()
    {
        var form = TwilioSamples.Sms(Sid, "salam");
        var signature = TwilioSamples.Sign(TwilioSamples.PublicUrl, form, TwilioSamples.Token);
        List<KeyValuePair<string, string>> moved = [.. form.Where(one => one.Key is not ("MessageSid" or "NumMedia")), new("MessageSid", Sid + "NumMedia0")];

        AssertRefused(TwilioSamples.Post(moved.Where(one => !one.Key.StartsWith("Sms", StringComparison.Ordinal))), 422, "sid-missing");
        AssertRefused(TwilioSamples.Post(moved).WithHeader("X-Twilio-Signature", signature), 422, "sid-missing");
    }

    [Fact]
    public void Receive_OnlyTheOldNamesOfTheSid_Taken()
    {
        var form = TwilioSamples.Sms(Sid, "salam").Where(one => one.Key is not "MessageSid");

        Assert.Equal(Sid, Assert.Single(Assert.IsType<WebhookVerdict.Take>(TwilioSamples.Post(form).GivenTo(TwilioSamples.Receiver)).Messages).ExternalId);
    }

    [Theory]
    [InlineData("sent", DeliveryState.Sent, "twilio-sent")]
    [InlineData("partially_delivered", DeliveryState.Sent, "twilio-partially-delivered")]
    [InlineData("delivered", DeliveryState.Delivered, "twilio-delivered")]
    [InlineData("read", DeliveryState.Read, "twilio-read")]
    [InlineData("undelivered", DeliveryState.Failed, "twilio-30003")]
    [InlineData("failed", DeliveryState.Failed, "twilio-30003")]
    [InlineData("canceled", DeliveryState.Failed, "twilio-30003")]
    [InlineData("DELIVERED", DeliveryState.Delivered, "twilio-delivered")]
    public void Receive_StatusCallback_IsReported(string status, DeliveryState state, string reason)
    {
        var report = Assert.IsType<WebhookVerdict.Report>(Status(status, ("ErrorCode", "30003"), ("RawDlrDoneDate", "2611210931")).GivenTo(TwilioSamples.Receiver));

        Assert.Equal(new DeliveryReceipt(Sid, state, reason), Assert.Single(report.Receipts));
    }

    [Theory]
    [InlineData("")]
    [InlineData("30003'; drop")]
    [InlineData("٣٠٠٠٣")]
    [InlineData("1234567")]
    public void Receive_FailureWithoutAUsableCode_NamesTheStatus(string code)
    {
        var report = Assert.IsType<WebhookVerdict.Report>(Status("undelivered", ("ErrorCode", code)).GivenTo(TwilioSamples.Receiver));

        Assert.Equal("twilio-undelivered", Assert.Single(report.Receipts).Reason);
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("scheduled")]
    [InlineData("queued")]
    [InlineData("sending")]
    [InlineData("teleported")]
    public void Receive_StatusWithoutNews_204(string status) =>
        Assert.Equal(204, Assert.IsType<WebhookVerdict.Answer>(Status(status).GivenTo(TwilioSamples.Receiver)).Reply.Status);

    [Fact]
    public void Receive_StatusCallbackUnsigned_401() => AssertRefused(Status("delivered").WithHeader("X-Twilio-Signature", null), 401, "signature-missing");

    [Fact]
    public void Receive_IncomingMessageThatNamesItsStatus_IsAMessage() =>
        Assert.IsType<WebhookVerdict.Take>(TwilioSamples.Post(TwilioSamples.Sms(Sid, "salam").With(("MessageStatus", "received"))).GivenTo(TwilioSamples.Receiver));

    private static SampleRequest Status(string status, params (string Name, string Value)[] more) => TwilioSamples.Post(
        new List<KeyValuePair<string, string>>
        {
            new("MessageSid", Sid), new("SmsSid", Sid), new("AccountSid", TwilioSamples.Account), new("MessageStatus", status), new("SmsStatus", status),
            new("From", TwilioSamples.OwnNumber), new("To", TwilioSamples.Customer), new("ApiVersion", "2010-04-01"),
        }.With(more),
        query: "?answer=0123456789abcdef");

    private static void AssertRefused(SampleRequest request, int status, string reason)
    {
        var refused = Assert.IsType<WebhookVerdict.Refuse>(request.GivenTo(TwilioSamples.Receiver));
        Assert.Equal((status, reason), (refused.Status, refused.Reason));
    }
}
