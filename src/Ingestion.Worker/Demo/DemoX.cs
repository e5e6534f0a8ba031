using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Ingestion.Worker.Demo;

/// <summary>X and the people who mention us there: the timeline of mentions, direct messages, public replies.</summary>
internal sealed class DemoX
{
    public const string Channel = "x";

    private const string Account = "2244994945";

    /// <summary>X's ids hold milliseconds since then.</summary>
    private const long Epoch = 1288834974657;

    private readonly ConcurrentStack<(long Id, JsonObject Post)> posts = new();
    private readonly ConcurrentDictionary<string, bool> isClosed = new(StringComparer.Ordinal);
    private readonly Action<DemoAnswer> keep;
    private readonly TimeProvider time;
    private long lastId;

    public DemoX(Action<DemoAnswer> keep, TimeProvider time)
    {
        this.keep = keep;
        this.time = time;
        lastId = (DemoProviders.NewNumber(time) - Epoch) << 22;
    }

    public IEnumerable<KeyValuePair<string, string?>> Settings(string url) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [$"Channels:{Channel}:Connector"] = "x",
        [$"Channels:{Channel}:StartDate"] = "2020-01-01",
        [$"Channels:{Channel}:DefaultLanguage"] = "tr",
        [$"Channels:{Channel}:PollInterval"] = "00:00:03",
        [$"Channels:{Channel}:Options:UserId"] = Account,
        [$"Channels:{Channel}:Options:OAuth1:ConsumerKey"] = "demo",
        [$"Channels:{Channel}:Options:OAuth1:ConsumerSecret"] = "demo-secret",
        [$"Channels:{Channel}:Options:OAuth1:AccessToken"] = Account + "-demo",
        [$"Channels:{Channel}:Options:OAuth1:AccessTokenSecret"] = "demo-token-secret",
        [$"Channels:{Channel}:Options:ApiUrl"] = url,
    };

    /// <summary>Somebody mentions us; returns the id under which the inbox will know it.</summary>
    /// <param name="takesMessages">Whether the writer takes direct messages from us.</param>
    public string Mention(string text, string language, bool takesMessages)
    {
        var writer = DemoProviders.Digits(NewId());
        isClosed[writer] = !takesMessages;
        var id = NewId();
        posts.Push((id, new JsonObject
        {
            ["id"] = DemoProviders.Digits(id),
            ["text"] = "@ornekmagaza " + text,
            ["author_id"] = writer,
            ["conversation_id"] = DemoProviders.Digits(id),
            ["created_at"] = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["edit_history_tweet_ids"] = new JsonArray(DemoProviders.Digits(id)),
            ["lang"] = language,
        }));
        return "post:" + DemoProviders.Digits(id);
    }

    /// <summary>False when the request is for another provider.</summary>
    public async Task<bool> AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (!path.StartsWith("/2/", StringComparison.Ordinal))
        {
            return false;
        }

        const string With = "/2/dm_conversations/with/";
        await (!context.Request.Headers.Authorization.ToString().StartsWith("OAuth ", StringComparison.Ordinal)
            ? DemoProviders.WriteAsync(context, 401, new JsonObject { ["title"] = "Unauthorized", ["status"] = 401, ["type"] = "about:blank" })
            : path == $"/2/users/{Account}/mentions" ? ListAsync(context)
            : path.StartsWith(With, StringComparison.Ordinal) ? TakeMessageAsync(context, path[With.Length..].Split('/')[0])
            : path == "/2/tweets" ? TakeReplyAsync(context)
            : DemoProviders.WriteAsync(context, 404, new JsonObject { ["title"] = "Not Found", ["status"] = 404, ["type"] = "about:blank" }));
        return true;
    }

    private Task ListAsync(HttpContext context)
    {
        var since = long.TryParse(context.Request.Query["since_id"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
        var listed = posts.Where(post => post.Id > since).Select(post => post.Post.DeepClone()).ToArray();
        var answer = new JsonObject { ["meta"] = new JsonObject { ["result_count"] = listed.Length } };
        if (listed.Length > 0)
        {
            answer["data"] = new JsonArray(listed);
        }

        return DemoProviders.WriteAsync(context, 200, answer);
    }

    private async Task TakeMessageAsync(HttpContext context, string writer)
    {
        if (!isClosed.TryGetValue(writer, out var closed) || closed)
        {
            await DemoProviders.WriteAsync(
                context,
                403,
                new JsonObject { ["title"] = "Forbidden", ["detail"] = "You cannot send messages to this user.", ["status"] = 403, ["type"] = "about:blank" });
            return;
        }

        var text = (await DemoProviders.ReadAsync(context))!["text"]!.GetValue<string>();
        var id = DemoProviders.Digits(NewId());
        keep(new DemoAnswer(id, "direct message", text));
        await DemoProviders.WriteAsync(context, 201, new JsonObject { ["data"] = new JsonObject { ["dm_conversation_id"] = $"{writer}-{Account}", ["dm_event_id"] = id } });
    }

    private async Task TakeReplyAsync(HttpContext context)
    {
        var text = (await DemoProviders.ReadAsync(context))!["text"]!.GetValue<string>();
        var id = DemoProviders.Digits(NewId());
        keep(new DemoAnswer(id, "public reply", text) { IsPublic = true });
        await DemoProviders.WriteAsync(context, 201, new JsonObject { ["data"] = new JsonObject { ["id"] = id, ["text"] = text } });
    }

    private long NewId() => Interlocked.Add(ref lastId, 1 << 20);
}
