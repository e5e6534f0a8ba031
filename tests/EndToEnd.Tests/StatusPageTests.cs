using System.Net;
using System.Text.RegularExpressions;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>A customer follows the number: by number and contact, and by the link in the acknowledgement.</summary>
public sealed partial class StatusPageTests
{
    /// <summary>Rightly formed, and given to nobody here.</summary>
    private const string Unused = "400123456789";

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task NumberWithItsContactAndTheLinkOfTheMail_ShowTheStatus_AndNothingElseDoes(Store store)
    {
        var server = MailServer.Running;
        var customer = server.NewAddress("aygun", "kunde.example");
        await using var installation = await Installation.CreateAsync(store);
        installation.WithForm("complaints").Set("Channels:complaints:ReplyThrough", "outgoing").WithSmtp("outgoing", server.NewAddress("support"));
        installation.Set("Http:PublicUrl", "https://example.az/complaints/");
        await using var worker = await installation.StartAsync();
        await FormTests.PostAsync(installation, new { message = "Kartım işləmir, şikayət edirəm.", email = customer, language = "az", id = "order-1" });
        var mail = Assert.Single(await server.Mailbox(customer).WaitForAsync(1));
        var number = Assert.Single(await installation.Pool.QueryAsync<string>("SELECT tracking_number FROM complaint"));

        var (shown, _) = await AskAsync(installation, number, customer.ToUpperInvariant());
        var wrongContact = await AskAsync(installation, number, "somebody@else.example");
        var wrongNumber = await AskAsync(installation, Unused, customer);
        var bothWrong = await AskAsync(installation, Unused, "somebody@else.example");

        Assert.Contains("Qəbul edilib", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Kartım", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(customer, shown, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("uyğun müraciət tapmadıq", wrongContact.Page, StringComparison.Ordinal);
        // Which of the two is wrong is not told: the answers differ in what was typed and in nothing else, no byte and no header.
        Assert.Equal(bothWrong, (wrongContact.Page.Replace(number, Unused, StringComparison.Ordinal), wrongContact.Headers));
        Assert.Equal(Untyped(bothWrong.Page), Untyped(wrongNumber.Page));

        var link = LinkInMail().Match(SampleMail.Text(mail)).Groups[1].Value;
        Assert.Matches("^/t/[0-9]+[.][A-Za-z0-9_-]{22}$", link);
        var byLink = await installation.Http.GetStringAsync(new Uri(installation.Url, link));
        Assert.Contains("Qəbul edilib", byLink, StringComparison.Ordinal);
        Assert.Contains("Qəbul edilib", await installation.Http.GetStringAsync(new Uri(installation.Url, link + ").")), StringComparison.Ordinal);
        using var bare = await installation.Http.GetAsync(new Uri(installation.Url, "t?lang=fa"));
        Assert.Equal((HttpStatusCode.OK, "/t/?lang=fa"), (bare.StatusCode, bare.RequestMessage!.RequestUri!.PathAndQuery));
        using var forged = await installation.Http.GetAsync(new Uri(installation.Url, link[..^3] + "AAA"));
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
    }

    [Fact]
    public async Task BodyThatIsNoForm_OrNeverComplete_IsRefusedAndNoErrorOfOurs()
    {
        await using var installation = await Installation.CreateAsync(Store.Sqlite);
        await using var worker = await installation.WithForm("complaints").Set("Http:RequestTimeout", "00:00:01").StartAsync();
        using var charset = new StringContent("number=123456789012&contact=a");
        charset.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded; charset=utf-7");
        using var answer = await installation.Http.PostAsync(new Uri(installation.Url, "/t/"), charset);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);

        Assert.StartsWith("HTTP/1.1 408 ", await SlowlyAsync(installation.Url, "/t/"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 408 ", await SlowlyAsync(installation.Url, "/form/complaints"), StringComparison.Ordinal);
        Assert.DoesNotContain("Kestrel", worker.Output, StringComparison.Ordinal);
    }

    /// <summary>The answer to a body that stops coming.</summary>
    private static async Task<string> SlowlyAsync(Uri url, string path)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(url.Host, url.Port);
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3000\r\n\r\nnumber=1"));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) ?? "";
    }

    [Fact]
    public async Task TriesWithoutEnd_AreStopped_HitsAndMissesAlike()
    {
        await using var installation = await Installation.CreateAsync(Store.Sqlite);
        await using var worker = await installation.WithForm("complaints").StartAsync();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 30; i++)
        {
            using var answer = await PostAsync(installation, Unused, $"customer{i}@kunde.example");
            answers.Add(answer.StatusCode);
            Assert.Equal(answer.StatusCode == HttpStatusCode.TooManyRequests ? TimeSpan.FromMinutes(15) : null, answer.Headers.RetryAfter?.Delta);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers.Distinct());
        Assert.Equal(10, answers.Count(code => code == HttpStatusCode.OK));
    }

    [Fact]
    public async Task HostileRequests_AreAnsweredWithoutAFault()
    {
        await using var installation = await Installation.CreateAsync(Store.Sqlite);
        await using var worker = await installation.WithForm("complaints").StartAsync();

        using var tooLarge = await installation.Http.PostAsync(new Uri(installation.Url, "t/"), new FormUrlEncodedContent([new("number", new string('1', 10_000))]));
        using var noForm = await installation.Http.PostAsync(new Uri(installation.Url, "t/"), new StringContent("{}", null, "application/json"));
        using var put = await installation.Http.PutAsync(new Uri(installation.Url, "t/"), null);
        using var post = await installation.Http.PostAsync(new Uri(installation.Url, "t/1.AAAAAAAAAAAAAAAAAAAAAA"), null);
        using var page = await installation.Http.GetAsync(new Uri(installation.Url, "t/?lang=fa"));

        Assert.Equal(
            [HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed, HttpStatusCode.MethodNotAllowed, HttpStatusCode.OK],
            new[] { tooLarge, noForm, put, post, page }.Select(answer => answer.StatusCode));
        using var below = await installation.Http.GetAsync(new Uri(installation.Url, "t/1.AAAAAAAAAAAAAAAAAAAAAA/x/"));
        Assert.Equal(HttpStatusCode.NotFound, below.StatusCode);
        Assert.Contains("action=\"./../../?lang=", await below.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(page.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("default-src 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl!.NoStore);
    }

    /// <summary>The page, and the headers without the time.</summary>
    private static async Task<(string Page, string Headers)> AskAsync(Installation installation, string number, string contact)
    {
        using var answer = await PostAsync(installation, number, contact);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        answer.Headers.Date = null;
        return (await answer.Content.ReadAsStringAsync(), $"{answer.Headers}{answer.Content.Headers}");
    }

    private static Task<HttpResponseMessage> PostAsync(Installation installation, string number, string contact) =>
        installation.Http.PostAsync(new Uri(installation.Url, "t/?lang=az"), new FormUrlEncodedContent([new("number", number), new("contact", contact)]));

    private static string Untyped(string page) => TypedValue().Replace(page, "value=\"\"");

    [GeneratedRegex(@"https://example\.az/complaints(/t/[0-9A-Za-z._-]+)")]
    private static partial Regex LinkInMail();

    [GeneratedRegex("value=\"[^\"]*\"")]
    private static partial Regex TypedValue();
}
