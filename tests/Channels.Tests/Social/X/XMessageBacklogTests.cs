using System.Globalization;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Social.X;
using TestSupport;

namespace Channels.Tests.Social.X;

/// <summary>More direct messages have come than one walk reads; X lists them by page tokens only, and allows few requests.</summary>
public sealed class XMessageBacklogTests
{
    private const int PageSize = 100;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1300, 0, false)]
    [InlineData(600, 3, false)]
    [InlineData(600, 3, true)]
    public async Task Fetch_Backlog_AllComeOverSeveralRounds(int count, int limitedAt, bool tokensEnd)
    {
        var asked = 0;
        await using var x = HttpStub.Start();
        x.Answer = request =>
        {
            var token = new Uri($"http://x{request.Target}").Query.Split('&').FirstOrDefault(one => one.StartsWith("pagination_token=", StringComparison.Ordinal))?.Split('=')[1];
            if (++asked == limitedAt)
            {
                return HttpStub.Reply(429);
            }

            if (tokensEnd && asked == limitedAt + 1)
            {
                Assert.NotNull(token);
                return HttpStub.Reply(400);
            }

            var from = token is null ? 0 : int.Parse(token, CultureInfo.InvariantCulture);
            var items = Enumerable.Range(from, Math.Min(PageSize, count - from)).Select(n => XSamples.Dm(XSamples.Id(60.0 * (n + 1)), $"m{n}"));
            return HttpStub.Reply(200, XSamples.Page(items, from + PageSize < count ? (from + PageSize).ToString(CultureInfo.InvariantCulture) : null), "Content-Type: application/json");
        };
        using var http = TestSetup.NewHttp();
        var options = XSamples.Options with { ApiUrl = $"http://127.0.0.1:{x.Port}", Mentions = false, DirectMessages = true };
        HashSet<string> seen = new(StringComparer.Ordinal);
        string? cursor = null;

        // Each turn is a worker of its own: only the cursor leads on.
        for (var turn = 0; turn < 10 && seen.Count < count; turn++)
        {
            await using var source = ((IConnector)new XConnector()).Open(TestSetup.For("one", options, http) with { StartDate = TestSetup.Now.AddDays(-3) }).Source!;
            MessagePage page;
            do
            {
                page = await source.FetchAsync(cursor, 500, Stop);
                cursor = page.Cursor;
                Assert.InRange(cursor.Length, 1, 4000);
                seen.UnionWith(page.Messages.Select(message => message.ExternalId));
            }
            while (page.More);
        }

        Assert.Equal(count, seen.Count);
    }
}
