using System.Globalization;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Sms.Twilio;
using TestSupport;

namespace Channels.Tests.Sms.Twilio;

public sealed class TwilioSenderTests
{
    private const string Service = "MG00000000000000000000000000000001";

    private static readonly OutboundMessage Message = new()
    {
        StableId = "<ack.1@worker.example>",
        To = new ContactPoint(ContactPointKind.Phone, TwilioSamples.Customer),
        Subject = "unused in SMS",
        Text = "Müraciətiniz qəbul edildi. Nömrə: 1234-5678-9012 & sağ olun + 😊",
        Language = "az",
        TrackingNumber = "123456789012",
        CreatedAt = TestSetup.Now,
    };

    private static readonly OutboundMessage Chat = Message with { To = new ContactPoint(ContactPointKind.Handle, "whatsapp:" + TwilioSamples.Customer) };

    [Fact]
    public async Task Send_Sms_FormHasWhatTwilioNeeds()
    {
        await using var twilio = await TakingAsync();

        var result = await SendAsync(twilio, Message);

        Assert.Equal((SendOutcome.Sent, "http-201", "SM0123456789abcdef0123456789abcdef", 1), (result.Outcome, result.Reason, result.ProviderId, result.Segments));
        var request = Assert.Single(await twilio.Scope.RequestsAsync());
        Assert.Equal(("POST", TwilioApiStub.Messages), (request.Method, request.Target));
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
        Assert.Equal(TwilioApiStub.Login(TwilioSamples.Account, TwilioSamples.Token), request.Headers["Authorization"]);
        Assert.Equal(
            [TwilioSamples.Customer, TwilioSamples.OwnNumber, Message.Text, "3600", $"{TwilioSamples.PublicUrl}?answer={TwilioSender.MarkOf(Message.StableId)}", null, null],
            new[] { "To", "From", "Body", "ValidityPeriod", "StatusCallback", "MessagingServiceSid", "SmartEncoded" }.Select(request.Form));
    }

    [Fact]
    public async Task Send_ByMessagingService_NamesItAndLetsItPick()
    {
        await using var twilio = await TakingAsync();

        await SendAsync(twilio, Message, twilio.Options with { From = null, MessagingServiceSid = Service, SmartEncoded = true, StatusReports = false, ValidForMinutes = 5 });

        var request = Assert.Single(await twilio.Scope.RequestsAsync());
        Assert.Equal(
            [null, Service, "true", null, "300"],
            new[] { "From", "MessagingServiceSid", "SmartEncoded", "StatusCallback", "ValidityPeriod" }.Select(request.Form));
    }

    [Theory]
    [InlineData("+15005550006")]
    [InlineData("whatsapp:+15005550006")]
    public async Task Send_WhatsApp_BetweenAddressesOfTheNetwork(string sender)
    {
        await using var twilio = await TakingAsync();

        var result = await SendAsync(twilio, Chat, twilio.Options with { WhatsAppFrom = sender });

        Assert.Equal((SendOutcome.Sent, (int?)null), (result.Outcome, result.Segments));
        var request = Assert.Single(await twilio.Scope.RequestsAsync());
        Assert.Equal(["whatsapp:" + TwilioSamples.Customer, "whatsapp:" + TwilioSamples.OwnNumber, null], new[] { "To", "From", "ValidityPeriod" }.Select(request.Form));
    }

    [Fact]
    public async Task Send_WhatsAppWindowOver_NotTried()
    {
        await using var twilio = await TakingAsync();

        var result = await SendAsync(twilio, Chat with { CreatedAt = TestSetup.Now.AddHours(-24) });

        Assert.Equal((SendOutcome.Refused, "whatsapp-window-over"), (result.Outcome, result.Reason));
        Assert.Empty(await twilio.Scope.RequestsAsync());
        Assert.Equal(SendOutcome.Sent, (await SendAsync(twilio, Message with { CreatedAt = TestSetup.Now.AddHours(-24) })).Outcome);
    }

    [Theory]
    [InlineData(-72, -1, SendOutcome.Sent)]
    [InlineData(0, -30, SendOutcome.Refused)]
    public async Task Send_WhatsApp_WindowBeginsWithTheCustomersLastMessage(int created, int heard, SendOutcome outcome)
    {
        await using var twilio = await TakingAsync();

        var result = await SendAsync(twilio, Chat with { CreatedAt = TestSetup.Now.AddHours(created), LastHeardAt = TestSetup.Now.AddHours(heard) });

        Assert.Equal(outcome, result.Outcome);
    }

    [Theory]
    [InlineData(1601, 24)]
    [InlineData(400, 3)]
    public async Task Send_TextTooLong_NotTried(int length, int most)
    {
        await using var twilio = await TakingAsync();

        var result = await SendAsync(twilio, Message with { Text = new string('ə', length) }, twilio.Options with { MaxSegments = most });

        Assert.Equal((SendOutcome.Refused, "text-too-long"), (result.Outcome, result.Reason));
        Assert.Empty(await twilio.Scope.RequestsAsync());
    }

    [Theory]
    [InlineData("0", 2)]
    [InlineData("3", 3)]
    public async Task Send_SegmentsOfTwilioWhenCounted_ElseOurs(string told, int segments)
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("POST", TwilioApiStub.Messages, TwilioSenderRig.Created(told));

        Assert.Equal(segments, (await SendAsync(twilio, Message with { Text = new string('ə', 71) })).Segments);
    }

    [Theory]
    [InlineData(400, 21211, SendOutcome.Refused, false)]
    [InlineData(400, 21610, SendOutcome.Refused, false)]
    [InlineData(400, 21612, SendOutcome.Refused, false)]
    [InlineData(400, 21614, SendOutcome.Refused, false)]
    [InlineData(400, 21617, SendOutcome.Refused, false)]
    [InlineData(400, 63016, SendOutcome.Refused, false)]
    [InlineData(400, 30006, SendOutcome.Refused, false)]
    [InlineData(400, 99999, SendOutcome.Refused, false)]
    [InlineData(400, 21408, SendOutcome.Later, true)]
    [InlineData(403, 21408, SendOutcome.Later, true)]
    [InlineData(400, 21212, SendOutcome.Later, true)]
    [InlineData(400, 21606, SendOutcome.Later, true)]
    [InlineData(400, 21608, SendOutcome.Later, true)]
    [InlineData(401, 20003, SendOutcome.Later, true)]
    [InlineData(403, 99999, SendOutcome.Later, true)]
    [InlineData(404, 20404, SendOutcome.Later, true)]
    [InlineData(429, 20429, SendOutcome.Later, false)]
    [InlineData(400, 30001, SendOutcome.Later, false)]
    [InlineData(400, 63018, SendOutcome.Later, false)]
    [InlineData(500, 20500, SendOutcome.Uncertain, false)]
    [InlineData(503, 20503, SendOutcome.Uncertain, false)]
    public async Task Send_Error_MapsToOutcome(int status, int code, SendOutcome outcome, bool channelFault)
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("POST", TwilioApiStub.Messages, TwilioSenderRig.Error(status, code));

        var result = await SendAsync(twilio, Message);

        Assert.Equal((outcome, $"twilio-{code}", channelFault), (result.Outcome, result.Reason, result.ChannelFault));
        Assert.Equal(code == 21610, result.OptedOut);
        Assert.Single(await twilio.Scope.RequestsAsync());
    }

    [Theory]
    [InlineData(400, SendOutcome.Refused, false)]
    [InlineData(301, SendOutcome.Later, true)]
    [InlineData(403, SendOutcome.Later, true)]
    [InlineData(404, SendOutcome.Later, true)]
    [InlineData(429, SendOutcome.Later, false)]
    [InlineData(502, SendOutcome.Uncertain, false)]
    public async Task Send_ErrorThatIsNotTwilios_ByItsStatus(int status, SendOutcome outcome, bool channelFault)
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("POST", TwilioApiStub.Messages, WireMockAnswer.Text("<html>proxy</html>", "text/html", status));

        var result = await SendAsync(twilio, Message);

        Assert.Equal((outcome, $"http-{status}", channelFault), (result.Outcome, result.Reason, result.ChannelFault));
    }

    [Fact]
    public async Task Send_CreatedAndFailedAtOnce_IsRefused()
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("POST", TwilioApiStub.Messages, WireMockAnswer.Json("""{"sid":"SM0123456789abcdef0123456789abcdef","status":"failed","error_code":30007}""", 201));

        var result = await SendAsync(twilio, Message);

        Assert.Equal((SendOutcome.Refused, "twilio-30007", "SM0123456789abcdef0123456789abcdef"), (result.Outcome, result.Reason, result.ProviderId));
    }

    [Fact]
    public async Task Send_CreatedAndTheAnswerBreaksOff_SentAllTheSame()
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("POST", TwilioApiStub.Messages, WireMockAnswer.Failing(WireMockFault.MalformedResponseChunk));

        var result = await SendAsync(twilio, Message);

        Assert.Equal((SendOutcome.Sent, (string?)null), (result.Outcome, result.ProviderId));
    }

    [Theory]
    [InlineData(WireMockFault.EmptyResponse)]
    [InlineData(WireMockFault.ConnectionResetByPeer)]
    [InlineData(WireMockFault.RandomDataThenClose)]
    public async Task Send_AnswerLost_UncertainAndLookedForBeforeAnyRepeat(WireMockFault lost)
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("POST", TwilioApiStub.Messages, WireMockAnswer.Failing(lost));
        await using var sender = TwilioSamples.Open(twilio.Options, twilio.Http).Sender!;

        Assert.Equal(SendOutcome.Uncertain, (await sender.SendAsync(Message, Stop)).Outcome);
        Assert.Equal(RepeatSafety.Searchable, sender.RepeatSafety);
    }

    [Fact]
    public async Task Find_AnswerLost_KnownByLettersAndDigitsOfOurOwn()
    {
        await using var twilio = TwilioApiStub.Start(pageSize: 2);
        await using var sender = TwilioSamples.Open(twilio.Options, twilio.Http).Sender!;
        Add(twilio, "theirs", Message.Text, "inbound");
        Add(twilio, "other", Message.Text.Replace("1234", "4321", StringComparison.Ordinal), "outbound-api");
        await twilio.PublishAsync();
        Assert.Null(await sender.FindAsync(Message, Stop));

        Add(twilio, "ours", Message.Text.Replace('-', '–') + " ", "outbound-api");
        Add(twilio, "newer", "x", "outbound-reply");
        Add(twilio, "newest", "y", "outbound-api");
        await twilio.PublishAsync();

        var found = await sender.FindAsync(Message, Stop);

        Assert.Equal(new SendResult(SendOutcome.Sent, "found-at-provider") { ProviderId = TwilioSamples.Sid("ours") }, found);
        Assert.Contains("To=" + Uri.EscapeDataString(TwilioSamples.Customer), (await twilio.Scope.RequestsAsync())[0].Target, StringComparison.Ordinal);
        Assert.DoesNotContain(await twilio.Scope.RequestsAsync(), request => request.Method == "POST");
    }

    [Fact]
    public async Task Find_SameWordsBeforeTheFirstTryOrOfAnotherMessage_NotThisOne()
    {
        await using var twilio = TwilioApiStub.Start();
        await using var sender = TwilioSamples.Open(twilio.Options, twilio.Http).Sender!;
        var uncertain = Message with { UncertainSince = TestSetup.Now, OtherIds = [TwilioSamples.Sid("another")] };
        Add(twilio, "older", Message.Text, "outbound-api", TestSetup.Now.AddMinutes(-3));
        Add(twilio, "another", Message.Text, "outbound-api", TestSetup.Now);
        await twilio.PublishAsync();
        Assert.Null(await sender.FindAsync(uncertain, Stop));

        Add(twilio, "ours", Message.Text, "outbound-api", TestSetup.Now.AddMinutes(-1));
        await twilio.PublishAsync();
        Assert.Equal(TwilioSamples.Sid("ours"), (await sender.FindAsync(uncertain, Stop))?.ProviderId);

        await twilio.PublishAsync(body => body.Replace("date_created", "date_made", StringComparison.Ordinal));
        Assert.Equal(new SendResult(SendOutcome.Uncertain, "search-date-missing"), await sender.FindAsync(uncertain, Stop));
    }

    [Theory]
    [InlineData("queued", null, SendOutcome.Sent, "found-at-provider")]
    [InlineData("delivered", null, SendOutcome.Sent, "found-at-provider")]
    [InlineData("undelivered", 30003, SendOutcome.Refused, "twilio-30003")]
    [InlineData("failed", 30007, SendOutcome.Refused, "twilio-30007")]
    [InlineData("failed", 30036, SendOutcome.Refused, "twilio-30036")]
    [InlineData("failed", null, SendOutcome.Refused, "twilio-failed")]
    [InlineData("failed", 30001, null, null)]
    [InlineData("failed", 30034, null, null)]
    public async Task Find_There_CountsByWhatBecameOfIt(string status, int? error, SendOutcome? outcome, string? reason)
    {
        await using var twilio = TwilioApiStub.Start();
        await using var sender = TwilioSamples.Open(twilio.Options, twilio.Http).Sender!;
        Add(twilio, "ours", Message.Text, "outbound-api");
        await twilio.PublishAsync(body => body
            .Replace("\"status\":\"received\"", $"\"status\":\"{status}\"", StringComparison.Ordinal)
            .Replace("\"error_code\":null", $"\"error_code\":{error?.ToString(CultureInfo.InvariantCulture) ?? "null"}", StringComparison.Ordinal));

        var found = await sender.FindAsync(Message with { UncertainSince = TestSetup.Now }, Stop);

        Assert.Equal((outcome, reason, outcome is null ? null : TwilioSamples.Sid("ours")), (found?.Outcome, found?.Reason, found?.ProviderId));
    }

    [Theory]
    [InlineData(401, "search-login-refused")]
    [InlineData(429, "search-rate-limited")]
    [InlineData(500, "search-provider-down")]
    [InlineData(200, "search-answer-unreadable")]
    public async Task Find_ListThatCannotBeRead_SaysNothing(int status, string reason)
    {
        await using var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("GET", TwilioApiStub.Messages, WireMockAnswer.Json("{}", status));
        await using var sender = TwilioSamples.Open(twilio.Options, twilio.Http).Sender!;

        var found = await sender.FindAsync(Message, Stop);

        Assert.Equal((SendOutcome.Uncertain, reason), (found?.Outcome, found?.Reason));
    }

    [Fact]
    public async Task Find_TextsThatTwilioDoesNotKeep_SayNothing()
    {
        await using var twilio = TwilioApiStub.Start();
        Add(twilio, "empty", "", "outbound-api");
        await twilio.PublishAsync();
        await using var sender = TwilioSamples.Open(twilio.Options, twilio.Http).Sender!;

        Assert.Equal("search-texts-not-kept", (await sender.FindAsync(Message, Stop))?.Reason);
    }

    [Fact]
    public async Task Send_WhatsAppWindowOver_ByTheTemplateOfTheLanguage()
    {
        const string template = "HX00000000000000000000000000000001";
        await using var twilio = await TakingAsync();
        var late = Chat with { CreatedAt = TestSetup.Now.AddHours(-24) };
        var options = twilio.Options with { WhatsAppTemplates = new TwilioTemplates { Az = template } };

        Assert.Equal(SendOutcome.Sent, (await SendAsync(twilio, late, options)).Outcome);
        Assert.Equal(new SendResult(SendOutcome.Refused, "whatsapp-no-template-fa"), await SendAsync(twilio, late with { Language = "fa" }, options));

        var request = Assert.Single(await twilio.Scope.RequestsAsync());
        Assert.Equal([template, """{"1":"1234-5678-9012"}""", null], new[] { "ContentSid", "ContentVariables", "Body" }.Select(request.Form));
    }

    [Theory]
    [InlineData("+905321234567", true)]
    [InlineData("+994501234567", true)]
    [InlineData("+989121234567", false)]
    [InlineData("+77011234567", false)]
    [InlineData("+18761234567", false)]
    public void CanReach_Countries_OnlyThoseOfTheList(string number, bool reaches)
    {
        var sender = TwilioSamples.Open(TwilioSamples.Options).Sender!;

        Assert.Equal(reaches, sender.CanReach(new ContactPoint(ContactPointKind.Phone, number)));
        Assert.Equal(reaches, sender.CanReach(new ContactPoint(ContactPointKind.Handle, "whatsapp:" + number)));
        Assert.True(TwilioSamples.Open(TwilioSamples.Options with { Countries = [], AllowAllCountries = true }).Sender!.CanReach(new ContactPoint(ContactPointKind.Phone, number)));
    }

    [Fact]
    public void CanReach_NetworksWithoutASender_No()
    {
        var phone = new ContactPoint(ContactPointKind.Phone, TwilioSamples.Customer);
        var chat = new ContactPoint(ContactPointKind.Handle, "whatsapp:" + TwilioSamples.Customer);
        var (smsOnly, chatOnly) = (TwilioSamples.Open(TwilioSamples.Options with { WhatsAppFrom = null }).Sender!, TwilioSamples.Open(TwilioSamples.Options with { From = null }).Sender!);

        Assert.Equal((true, false), (smsOnly.CanReach(phone), smsOnly.CanReach(chat)));
        Assert.Equal((false, true), (chatOnly.CanReach(phone), chatOnly.CanReach(chat)));
        Assert.True(chatOnly.CanReach(new ContactPoint(ContactPointKind.Handle, "whatsapp:ID.4566")));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<TwilioApiStub> TakingAsync()
    {
        var twilio = TwilioApiStub.Start();
        await twilio.Scope.StubAsync("POST", TwilioApiStub.Messages, TwilioSenderRig.Created());
        return twilio;
    }

    private static async Task<SendResult> SendAsync(TwilioApiStub twilio, OutboundMessage message, TwilioOptions? options = null)
    {
        await using var sender = TwilioSamples.Open(options ?? twilio.Options, twilio.Http).Sender!;
        return await sender.SendAsync(message, Stop);
    }

    private static void Add(TwilioApiStub twilio, string delivery, string body, string direction, DateTimeOffset? at = null) => twilio.Items.Add(
        (TwilioSamples.Sid(delivery), TwilioSamples.Item(TwilioSamples.Sid(delivery), body, at ?? TestSetup.Now, direction, TwilioSamples.OwnNumber, TwilioSamples.Customer)));
}
