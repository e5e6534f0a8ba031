using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>The form: a number at once on the page or in the answer, and the same number by mail.</summary>
public sealed class FormTests
{
    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Json_IsAnsweredWithTheNumber_ThatTheMailHoldsToo(Store store)
    {
        var server = MailServer.Running;
        var customer = server.NewAddress("aygun", "kunde.example");
        await using var installation = await Installation.CreateAsync(store);
        installation.WithForm("complaints").Set("Channels:complaints:ReplyThrough", "outgoing").WithSmtp("outgoing", server.NewAddress("support"));
        await using var worker = await installation.StartAsync();
        var complaint = new { message = "Kartım işləmir, şikayət edirəm.", email = customer, language = "az", id = "order-1" };

        var first = await PostAsync(installation, complaint);
        var again = await PostAsync(installation, complaint);

        var number = Assert.Single(await installation.Pool.QueryAsync<string>("SELECT tracking_number FROM complaint"));
        Assert.Equal((number, false), first);
        Assert.Equal((number, true), again);
        var acknowledgement = Assert.Single(await server.Mailbox(customer).WaitForAsync(1));
        Assert.Contains("auto-replied", SampleMail.Header(acknowledgement, "Auto-Submitted"), StringComparison.Ordinal);
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM outbox"));
    }

    [Fact]
    public async Task Page_InPersian_ReadsFromRightToLeft()
    {
        await using var installation = await Installation.CreateAsync(Store.Sqlite);
        await using var worker = await installation.WithForm("complaints").StartAsync();

        var page = await installation.Http.GetStringAsync(new Uri(installation.Url, "form/complaints?lang=fa"));

        Assert.Contains("dir=\"rtl\"", page, StringComparison.Ordinal);
        Assert.Contains("lang=\"fa\"", page, StringComparison.Ordinal);
    }

    /// <summary>The number that the form answers with, or, on a machine so busy that the form answers without, the one in the pool.</summary>
    internal static async Task<(string? Number, bool Repeat)> PostAsync(Installation installation, object complaint)
    {
        using var answer = await installation.Http.PostAsJsonAsync(new Uri(installation.Url, "form/complaints"), complaint);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted, answer.StatusCode.ToString());
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var repeat = json.GetProperty("repeat").GetBoolean();
        if (answer.StatusCode == HttpStatusCode.Accepted)
        {
            await Wait.UntilAsync(async () => await installation.Pool.CountAsync("SELECT count(*) FROM inbox") == 0, "what was accepted is registered");
            return ((await installation.Pool.QueryAsync<string>("SELECT tracking_number FROM complaint ORDER BY id DESC LIMIT 1"))[0], repeat);
        }

        return (json.GetProperty("trackingNumber").GetString(), repeat);
    }
}
