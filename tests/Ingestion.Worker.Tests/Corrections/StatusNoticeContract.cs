using Ingestion.Channels;
using Ingestion.Worker.Acknowledgements;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Corrections;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Corrections;

/// <summary>Customers are told by rule that their matter went on, where their acknowledgement got to.</summary>
public abstract class StatusNoticeContract : CorrectionContract
{
    private static readonly AcknowledgementComposer Composer = new(new AcknowledgementTemplates(null), new OrganisationSettings { Name = "Contoso" }, CoreOnStore.LinkCodes);

    private protected StatusNoticeContract(StoreKind kind)
        : base(kind)
    {
    }

    [Theory]
    [InlineData("received", false)]
    [InlineData("in-progress", false)]
    [InlineData("waiting-for-customer", true)]
    [InlineData("resolved", true)]
    [InlineData("rejected", true)]
    [InlineData("closed", false)]
    public async Task Set_ByDefault_InformsOfWhatTheCustomerWaitsFor(string status, bool isInformed)
    {
        var (number, id) = await OpenAsync();
        if (status == "received")
        {
            await Status.SetAsync(new NewStatus(number, "in-progress"), CancellationToken.None);
        }

        var outcome = await Status.SetAsync(new NewStatus(number, status), CancellationToken.None);

        Assert.Equal(isInformed ? null : "not-informed-of-" + status, outcome.NotBecause);
        Assert.Equal(isInformed ? ["mail"] : [], outcome.Channels);
        Assert.Equal(isInformed ? 1 : 0, (await UpdatesAsync()).Count);
        Assert.Contains($"\"customerInformed\":{(isInformed ? "true" : "false")}", await SingleAsync<string>("SELECT CAST(payload AS text) FROM event WHERE complaint_id = @id ORDER BY version DESC LIMIT 1", new { id }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_WithAText_TellsItWhateverTheStatusAndInTheThreadOfTheMail()
    {
        var opened = await Core.TakeAsync(Some.Mail(id: "<first@customer.example>") with { LanguageHint = "tr" });
        var number = await TrackingAsync(opened.ComplaintId);
        await Status.SetAsync(new NewStatus(number, "in-progress") { ExpectedOn = new DateOnly(2126, 12, 24), Text = "Kargo şirketine <b>sorduk</b>.\r\n\r\nYanıt bekliyoruz." }, CancellationToken.None);
        await Status.SetAsync(new NewStatus(number, "resolved") { Text = "Yeni ürün yolda." }, CancellationToken.None);

        var updates = await UpdatesAsync();
        Assert.Equal(2, updates.Select(update => update.StableId).Distinct().Count());
        Assert.All(updates, update => Assert.Equal(opened.ComplaintId, CoreOnStore.OwnIds.Verify(update.StableId)));
        Assert.All(updates, update => Assert.Equal(update.Id, CoreOnStore.OwnIds.Answer(update.StableId)));
        Assert.All(updates, update => Assert.Equal(("<first@customer.example>", Some.Ayla, "tr"), (update.InReplyTo, update.Recipient, update.Language)));
        var (went, ended) = (Composer.Compose(updates[0]), Composer.Compose(updates[1]));
        Assert.Contains("Kargo şirketine <b>sorduk</b>.\n\nYanıt bekliyoruz.", went.Text, StringComparison.Ordinal);
        Assert.Contains("Kargo şirketine &lt;b&gt;sorduk&lt;/b&gt;.", went.Html!, StringComparison.Ordinal);
        Assert.Contains("24 Aralık 2126 Salı", went.Text, StringComparison.Ordinal);
        Assert.EndsWith("İnceleniyor", went.Subject, StringComparison.Ordinal);
        Assert.Contains("Sonuç: Çözüldü", ended.Text, StringComparison.Ordinal);
        Assert.Contains("Yeni ürün yolda.", ended.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("En geç yanıt", ended.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_DayThatIsOver_IsRefusedAndSaidAgainIsNoNews()
    {
        var (number, id) = await OpenAsync();

        var refusal = await RefusalAsync(() => Status.SetAsync(new NewStatus(number, "in-progress") { ExpectedOn = new DateOnly(2020, 1, 2) }, CancellationToken.None));
        Assert.StartsWith("an end cannot be expected on 2020-01-02, which is over: name a day from 20", refusal, StringComparison.Ordinal);
        Assert.Equal("received", await SingleAsync<string>("SELECT status FROM complaint WHERE id = @id", new { id }));

        var today = DateOnly.FromDateTime((await Database.ReadAsync(session => session.QuerySingleAsync<DateTimeOffset>($"SELECT {Database.Now}"), CancellationToken.None)).UtcDateTime);
        await Status.SetAsync(new NewStatus(number, "in-progress") { ExpectedOn = today }, CancellationToken.None);
        await ExecuteAsync("UPDATE complaint SET expected_on = '2020-01-02' WHERE id = @id", new { id });
        Assert.EndsWith(
            "is in-progress already",
            await RefusalAsync(() => Status.SetAsync(new NewStatus(number, "in-progress") { ExpectedOn = new DateOnly(2020, 1, 2) }, CancellationToken.None)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Set_WhereTheNextWordIsTheCustomers_TellsNoTimeOfOurs()
    {
        var (number, _) = await OpenAsync();
        await Status.SetAsync(new NewStatus(number, "in-progress") { Text = "One moment." }, CancellationToken.None);
        await Status.SetAsync(new NewStatus(number, "waiting-for-customer") { Text = "Which kettle?" }, CancellationToken.None);

        var updates = await UpdatesAsync();
        Assert.NotNull(updates[0].AnswerBy);
        Assert.Null(updates[1].AnswerBy);
    }

    [Fact]
    public async Task Set_Silently_TellsNobody()
    {
        var (number, _) = await OpenAsync();

        Assert.Equal("silent", (await Status.SetAsync(new NewStatus(number, "resolved") { Text = "done", IsSilent = true }, CancellationToken.None)).NotBecause);
        Assert.Empty(await UpdatesAsync());
        Assert.Equal("done", await SingleAsync<string>("SELECT status_text FROM complaint"));
    }

    [Fact]
    public async Task Set_SameStatusWithAText_IsNewsAndWithoutNone()
    {
        var (number, _) = await OpenAsync();
        await Status.SetAsync(new NewStatus(number, "in-progress") { Text = "one" }, CancellationToken.None);
        await Status.SetAsync(new NewStatus(number, "in-progress") { Text = "two" }, CancellationToken.None);

        Assert.Equal($"{number.Format()} is in-progress already", await RefusalAsync(() => Status.SetAsync(new NewStatus(number, "in-progress"), CancellationToken.None)));
        Assert.Equal(["one", "two"], (await UpdatesAsync()).Select(update => update.Told!.Text));
    }

    [Fact]
    public async Task Set_TextTooLong_IsRefused()
    {
        var (number, _) = await OpenAsync();
        Assert.Equal(
            "the text for the customer has 1001 characters, and 1000 are the most",
            await RefusalAsync(() => Status.SetAsync(new NewStatus(number, "resolved") { Text = new string('x', 1001) }, CancellationToken.None)));
    }

    [Fact]
    public async Task Set_CustomerSaidStop_TellsNobody()
    {
        var (number, _) = await OpenAsync();
        await Core.TakeAsync(Some.Mail("stop") with { Consent = ConsentChange.Stop });

        // The acknowledgement that waited was suppressed for the same reason.
        Assert.Equal("opted-out", (await Status.SetAsync(new NewStatus(number, "resolved"), CancellationToken.None)).NotBecause);
        Assert.Empty(await UpdatesAsync());
    }

    [Fact]
    public async Task Set_CustomerWhoIsAnsweredAtAHandleSaidStop_TellsNobody()
    {
        var message = Some.Sms("my parcel is late", "+994501234567") with { ReplyTo = new ContactPoint(ContactPointKind.Handle, "whatsapp:+994501234567") };
        var opened = await Core.TakeAsync(message, "chat");
        await ExecuteAsync("UPDATE outbox SET state = 'sent'");
        await Core.TakeAsync(message with { Text = "stop", Consent = ConsentChange.Stop }, "chat");

        Assert.Equal("opted-out", (await Status.SetAsync(new NewStatus(await TrackingAsync(opened.ComplaintId), "resolved"), CancellationToken.None)).NotBecause);
        Assert.Empty(await UpdatesAsync());
    }

    [Theory]
    [InlineData("refused", "acknowledgement-refused")]
    [InlineData("undelivered", "acknowledgement-undelivered")]
    [InlineData("failed", "acknowledgement-failed")]
    public async Task Set_AcknowledgementThatGotNowhere_TellsNobody(string state, string reason)
    {
        var (number, _) = await OpenAsync();
        await ExecuteAsync($"UPDATE outbox SET state = '{state}'");

        Assert.Equal(reason, (await Status.SetAsync(new NewStatus(number, "resolved"), CancellationToken.None)).NotBecause);
        Assert.Empty(await UpdatesAsync());
    }

    [Fact]
    public async Task Set_AcknowledgedByAnotherWay_TellsThere()
    {
        var (number, id) = await OpenAsync();
        var mobile = Some.Phone("+994501234567");
        var rows = new OutboxRows();
        rows.Add((await MessagesAsync("ack")).Single() with { Id = 4711, Purpose = OutboxWords.Fallback, Channel = "chat", Medium = Medium.Sms, Recipient = mobile, FallbackOf = id });
        await Database.RunAsync([rows.Statement], CancellationToken.None);
        await ExecuteAsync("UPDATE outbox SET state = CASE WHEN purpose = 'ack' THEN 'refused' ELSE 'sent' END");

        Assert.Equal(["chat"], (await Status.SetAsync(new NewStatus(number, "resolved"), CancellationToken.None)).Channels);
        Assert.Equal((mobile, Medium.Sms), (await UpdatesAsync()).Select(update => (update.Recipient, update.Medium)).Single());
    }

    [Fact]
    public async Task Set_WithPredecessors_TellsTheirCustomersUnderTheirNumbers()
    {
        var (one, _) = await OpenAsync();
        var (other, _) = await OpenAsync(Some.Rza);
        await Merging.MergeAsync(one, other, null, CancellationToken.None);
        await Status.SetAsync(new NewStatus(other, "resolved"), CancellationToken.None);

        Assert.Equal(
            [(Some.Ayla, one.Digits), (Some.Rza, other.Digits)],
            (await UpdatesAsync()).Select(update => (update.Recipient, update.TrackingNumber)).OrderBy(update => update.Recipient.Value, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Set_WithMorePredecessorsThanAnybodyExpects_TellsThemAll()
    {
        const int Customers = 250;
        for (var i = 0; i < Customers; i++)
        {
            await Core.OfferAsync(Some.Mail($"matter {i}", Some.Email($"c{i}@d{i}.example")));
        }

        await Core.DecideAsync();
        await ExecuteAsync("UPDATE complaint SET merged_into = (SELECT min(id) FROM complaint) WHERE id > (SELECT min(id) FROM complaint)");
        var number = await TrackingAsync(await SingleAsync<long>("SELECT min(id) FROM complaint"));
        await Status.SetAsync(new NewStatus(number, "resolved"), CancellationToken.None);

        var updates = await UpdatesAsync();
        Assert.Equal(Customers, updates.DistinctBy(update => update.TrackingNumber).Count());
        Assert.Equal(Customers, updates.DistinctBy(update => update.Recipient).Count());
    }

    [Fact]
    public async Task Set_UpdateThatBounces_LeavesTheAcknowledgementAsItIs()
    {
        var (number, id) = await OpenAsync();
        var mail = new RecordingSender();
        await Core.NewRelay("mail", mail).WorkAsync(CancellationToken.None);
        await Status.SetAsync(new NewStatus(number, "resolved"), CancellationToken.None);
        mail.Answer(SendOutcome.Refused, "no-such-user");
        await Core.NewRelay("mail", mail, Composer.Compose).WorkAsync(CancellationToken.None);

        Assert.Equal([("ack", "sent"), ("update", "refused")], await QueryAsync<(string, string)>("SELECT purpose, state FROM outbox ORDER BY purpose"));
        Assert.Equal(0, await SingleAsync<int>("SELECT count(*) FROM outbox WHERE watch_at IS NOT NULL"));
        Assert.Equal(2, await SingleAsync<int>("SELECT version FROM complaint WHERE id = @id", new { id }));
    }

    private Task<List<OutboxMessage>> UpdatesAsync() => MessagesAsync("update");

    private async Task<List<OutboxMessage>> MessagesAsync(string purpose) =>
        (await QueryAsync<OutboxRow>($"SELECT {OutboxRow.Columns} FROM outbox WHERE purpose = @purpose ORDER BY id", new { purpose })).ConvertAll(row => row.ToMessage());

    private async Task<(TrackingNumber Number, long? Id)> OpenAsync(ContactPoint? from = null)
    {
        var opened = await Core.TakeAsync(Some.Mail("the parcel is broken", from));
        return (await TrackingAsync(opened.ComplaintId), opened.ComplaintId);
    }
}
