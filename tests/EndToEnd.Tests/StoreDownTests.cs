using System.Net;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>The database goes away under a running worker.</summary>
public sealed class StoreDownTests
{
    private static readonly byte[] Good = WebhookCaller.Body("m-1", "customer-1", "My card does not work, I want to complain.");

    [Fact]
    public async Task Webhook_WhileTheDatabaseIsAway_Is503_AndIsTakenAfterwards()
    {
        await using var callback = await CallbackReceiver.StartAsync();
        await using var installation = await Installation.CreateAsync(Store.Postgres);
        installation.WithWebhook("chat", callback.Url).Set("Http:RequestTimeout", "3s");
        await using var worker = await installation.StartAsync();
        var hook = new Uri(installation.Url, "hooks/chat");

        await installation.CutDatabaseAsync();
        using (var refused = await installation.Http.SendAsync(WebhookCaller.Signed(hook, "msg-1", Good)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        await installation.RestoreDatabaseAsync();
        await Wait.UntilAsync(
            async () =>
            {
                using var taken = await installation.Http.SendAsync(WebhookCaller.Signed(hook, "msg-1", Good));
                return taken.StatusCode == HttpStatusCode.Accepted;
            },
            "the webhook is taken again");
        await Wait.UntilAsync(() => Task.FromResult(callback.Received.Count == 1), "the chatbot has its answer");
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM complaint"));
        Assert.Equal(0, await worker.StopAsync());
    }

    [Fact]
    public async Task Form_WhileTheDatabaseIsAway_KeepsWhatWasTyped_AndIsTakenAfterwards()
    {
        await using var installation = await Installation.CreateAsync(Store.Postgres);
        installation.WithForm("complaints").Set("Http:RequestTimeout", "3s");
        await using var worker = await installation.StartAsync();

        await installation.CutDatabaseAsync();
        using (var refused = await SendAsync(installation))
        {
            var page = await refused.Content.ReadAsStringAsync();
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Contains("Hazırda mesaj qəbul edə bilmirik", page, StringComparison.Ordinal);
            Assert.Contains("Kartım işləmir.</textarea>", page, StringComparison.Ordinal);
            Assert.Contains("value=\"the-token\"", page, StringComparison.Ordinal);
        }

        await installation.RestoreDatabaseAsync();
        await Wait.UntilAsync(
            async () =>
            {
                using var taken = await SendAsync(installation);
                return taken.StatusCode == HttpStatusCode.OK;
            },
            "the form is taken");
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM message"));
        Assert.Equal(0, await worker.StopAsync());
    }

    private static async Task<HttpResponseMessage> SendAsync(Installation installation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(installation.Url, "form/complaints"))
        {
            Content = new FormUrlEncodedContent([new("token", "the-token"), new("lang", "az"), new("email", "aygun@example.az"), new("message", "Kartım işləmir.")]),
        };
        request.Headers.Add("Accept", "text/html,*/*;q=0.8");
        return await installation.Http.SendAsync(request);
    }
}
