using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>What becomes of a complaint reaches its customer: said by a system downstream, asked for by mail, shown on the page.</summary>
public sealed class StatusNoticeTests
{
    private const string Key = "a-key-of-the-crm-with-enough-letters-0001";

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task StatusFromDownstream_ReachesTheCustomer_AndIsToldAgainOnAsking(Store store)
    {
        var server = MailServer.Running;
        var support = server.NewAddress("support");
        var customer = server.NewAddress("ayse", "kunde.example");
        await using var installation = await Installation.CreateAsync(store);
        installation.WithImap("support-mail", support).WithSmtp("outgoing", support).Set("Api:Keys:crm", Key).Set("Http:PublicUrl", "https://complaints.example.az").Set("Organisation:TimeZone", "Europe/Istanbul");
        await using var worker = await installation.StartAsync();
        await server.DeliverAsync(SampleMail.Complaint(customer, support, "Şikayetçiyim: çamaşır makinem teslim edilmedi, üç haftadır bekliyorum.", "<first@kunde.example>"), support);
        var acknowledgement = Assert.Single(await server.Mailbox(customer).WaitForAsync(1));
        var number = Assert.Single(await installation.Pool.QueryAsync<string>("SELECT tracking_number FROM complaint"));

        var said = await SayAsync(installation, number, "status", new { status = "resolved", text = "Makineniz 24 Kasım'da <teslim> edilecek." });
        Assert.Equal(HttpStatusCode.OK, said.Status);
        Assert.True(said.Body.GetProperty("customerInformed").GetBoolean());
        var mails = await server.Mailbox(customer).WaitForAsync(2);
        var update = mails.Single(mail => SampleMail.Header(mail, "Message-ID") != SampleMail.Header(acknowledgement, "Message-ID"));
        Assert.Equal("<first@kunde.example>", SampleMail.Header(update, "In-Reply-To"));
        Assert.Equal("auto-replied", SampleMail.Header(update, "Auto-Submitted"));
        Assert.Equal("<>", SampleMail.Header(update, "Return-Path"));
        Assert.Contains("Makineniz 24 Kasım'da <teslim> edilecek.", SampleMail.Text(update), StringComparison.Ordinal);
        Assert.Contains("Sonuç: Çözüldü", SampleMail.Text(update), StringComparison.Ordinal);

        // Said twice, told once.
        var again = await SayAsync(installation, number, "status", new { status = "resolved", text = "Makineniz 24 Kasım'da <teslim> edilecek." });
        Assert.Equal((HttpStatusCode.OK, "unchanged"), (again.Status, again.Body.GetProperty("reason").GetString()));

        byte[] question = [.. Encoding.ASCII.GetBytes($"In-Reply-To: {SampleMail.Header(update, "Message-ID")}\r\n"), .. SampleMail.Complaint(customer, support, "durum?", subject: "Re: durum")];
        await server.DeliverAsync(question, support);
        mails = await server.Mailbox(customer).WaitForAsync(3);
        Assert.Equal(2, mails.Count(mail => SampleMail.Text(mail).Contains("Makineniz 24 Kasım'da", StringComparison.Ordinal)));
        Assert.Equal(["ack", "status", "update"], await installation.Pool.QueryAsync<string>("SELECT purpose FROM outbox ORDER BY purpose"));
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM complaint_message"));
        Assert.Equal("api crm", Assert.Single(await installation.Pool.QueryAsync<string>("SELECT actor FROM operator_action")));

        var page = await installation.Http.PostAsync(new Uri(installation.Url, "t/?lang=tr"), new FormUrlEncodedContent([new("number", number), new("contact", customer)]));
        Assert.Contains("Makineniz 24 Kasım&#x27;da &lt;teslim&gt; edilecek.", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_WrongCalls_AreAnsweredExactlyAndChangeNothing()
    {
        await using var installation = await Installation.CreateAsync(Store.Sqlite);
        installation.WithForm("complaints").Set("Api:Keys:crm", Key).Set("Api:Keys:desk", Key + "-other");
        await using var worker = await installation.StartAsync();
        var number = await ComplainAsync(installation);
        var fine = new { status = "in-progress" };

        Assert.Equal(HttpStatusCode.Unauthorized, (await SayAsync(installation, number, "status", fine, key: null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SayAsync(installation, number, "status", fine, key: Key + "x")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SayAsync(installation, "no-number", "nothing", fine, key: "x")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SayAsync(installation, "123456789012", "status", fine)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SayAsync(installation, "400123456789", "status", fine)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SayAsync(installation, number, "delete", fine)).Status);
        Assert.Equal("the body must be a JSON object; 'status' is missing", await DetailAsync(installation, number, "status", "[]"));
        Assert.Equal("'status' is missing", await DetailAsync(installation, number, "status", "{}"));
        Assert.Equal("the body is no JSON (line 1, byte 13)", await DetailAsync(installation, number, "status", "{\"status\":\"x"));
        Assert.Equal(
            "'status': 'done' is no status; there are received, in-progress, waiting-for-customer, resolved, rejected, closed; 'expectedOn' must be a day such as 2027-03-21; 'silent' must be true or false; 'expected' is not known",
            await DetailAsync(installation, number, "status", """{"status":"done","expectedOn":"tomorrow","silent":1,"expected":"x"}"""));
        Assert.Equal("'text' has 1001 characters, and 1000 are the most", await DetailAsync(installation, number, "status", $$"""{"status":"resolved","text":"{{new string('x', 1001)}}"}"""));
        Assert.Equal("'text' must be a text", await DetailAsync(installation, number, "status", """{"status":"resolved","text":"\ud800"}"""));
        Assert.Equal("a name is no Unicode text; 'status' is missing", await DetailAsync(installation, number, "status", """{"\udc00":1}"""));
        Assert.Equal("the body may have 16384 bytes", await DetailAsync(installation, number, "status", $$"""{"status":"{{new string('x', 20_000)}}"}"""));
        Assert.Equal("say what it is: 'kind', 'category' or both", await DetailAsync(installation, number, "label", "{}"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await RawAsync(installation, number, "status", "status=closed", "application/x-www-form-urlencoded")).Status);
        Assert.Equal(0, await installation.Pool.CountAsync("SELECT count(*) FROM operator_action"));

        Assert.Equal(HttpStatusCode.OK, (await SayAsync(installation, number, "status", new { status = "in-progress", expectedOn = "2027-03-21" }, key: Key + "-other")).Status);
        var labelled = await SayAsync(installation, number, "label", new { kind = "question", by = "Günel" });
        Assert.Equal((HttpStatusCode.OK, "question"), (labelled.Status, labelled.Body.GetProperty("kind").GetString()));
        Assert.Equal(["api desk", "api crm"], await installation.Pool.QueryAsync<string>("SELECT actor FROM operator_action ORDER BY number"));
        Assert.Equal("Günel", Assert.Single(await installation.Pool.QueryAsync<string>("SELECT made_by FROM label")));
        Assert.DoesNotContain(Key, worker.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_StoreDown_SaysToComeAgain_AndThenTakesIt()
    {
        await using var installation = await Installation.CreateAsync(Store.Postgres);
        installation.WithForm("complaints").Set("Api:Keys:crm", Key).Set("Http:RequestTimeout", "3s");
        await using var worker = await installation.StartAsync();
        var number = await ComplainAsync(installation);

        await installation.CutDatabaseAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SayAsync(installation, number, "status", new { status = "in-progress" })).Status);
        await installation.RestoreDatabaseAsync();
        await Wait.UntilAsync(async () => (await SayAsync(installation, number, "status", new { status = "in-progress" })).Status == HttpStatusCode.OK, "the status is taken again");

        // Our own connections were cut, too.
        Npgsql.NpgsqlConnection.ClearAllPools();
        Assert.Equal("in-progress", Assert.Single(await installation.Pool.QueryAsync<string>("SELECT status FROM complaint")));
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM operator_action"));
    }

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\n{\"status\":", "HTTP/1.1 408 Request Timeout")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\n", "HTTP/1.1 400 Bad Request")]
    public async Task Api_BodyThatNeverEndsOrIsBroken_IsAnsweredInTimeAndChangesNothing(string body, string status)
    {
        await using var installation = await Installation.CreateAsync(Store.Sqlite);
        installation.WithForm("complaints").Set("Api:Keys:crm", Key).Set("Http:RequestTimeout", "1s");
        await using var worker = await installation.StartAsync();
        var number = await ComplainAsync(installation);

        using var caller = new TcpClient();
        await caller.ConnectAsync(installation.Url.Host, installation.Url.Port);
        await using var stream = caller.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/complaints/{number}/status HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Key}\r\nContent-Type: application/json\r\n{body}"));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        Assert.Equal(status, await reader.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)));

        Assert.Equal(HttpStatusCode.OK, (await SayAsync(installation, number, "status", new { status = "in-progress" })).Status);
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM operator_action"));
    }

    [Fact]
    public async Task Api_WithoutKeys_IsNotThere()
    {
        await using var installation = await Installation.CreateAsync(Store.Sqlite);
        await using var worker = await installation.WithForm("complaints").StartAsync();

        using var answer = await installation.Http.PostAsync(new Uri(installation.Url, "api/v1/complaints/123456789012/status"), JsonContent.Create(new { status = "closed" }));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>The number of a complaint that is the only one.</summary>
    private static async Task<string> ComplainAsync(Installation installation)
    {
        await FormTests.PostAsync(installation, new { message = "My parcel is lost", email = "a@kunde.example", language = "en", id = "order-1" });
        await installation.Pool.WaitForDecidedAsync(1);
        return Assert.Single(await installation.Pool.QueryAsync<string>("SELECT tracking_number FROM complaint"));
    }

    private static Task<(HttpStatusCode Status, JsonElement Body)> SayAsync(Installation installation, string number, string verb, object body, string? key = Key) =>
        RawAsync(installation, number, verb, JsonSerializer.Serialize(body), "application/json", key);

    private static async Task<string?> DetailAsync(Installation installation, string number, string verb, string body)
    {
        var (status, answer) = await RawAsync(installation, number, verb, body, "application/json");
        Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, status.ToString());
        return answer.GetProperty("detail").GetString();
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> RawAsync(Installation installation, string number, string verb, string body, string type, string? key = Key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(installation.Url, $"api/v1/complaints/{number}/{verb}")) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        using var answer = await installation.Http.SendAsync(request);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        return (answer.StatusCode, json.RootElement.Clone());
    }
}
