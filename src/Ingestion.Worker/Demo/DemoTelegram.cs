using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ingestion.Worker.Demo;

/// <summary>Telegram and a customer who writes to the bot: updates by webhook with the secret token, <c>sendMessage</c>.</summary>
internal sealed class DemoTelegram
{
    public const string Channel = "telegram";

    private const string Bot = "7100200300";

    private readonly string token = $"{Bot}:{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(18))}";
    private readonly string secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
    private readonly Action<DemoAnswer> keep;
    private readonly TimeProvider time;
    private readonly long chat;
    private long count;

    public DemoTelegram(Action<DemoAnswer> keep, TimeProvider time)
    {
        this.keep = keep;
        this.time = time;
        chat = DemoProviders.NewNumber(time);
    }

    public IEnumerable<KeyValuePair<string, string?>> Settings(string url) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [$"Channels:{Channel}:Connector"] = "telegram",
        [$"Channels:{Channel}:DefaultLanguage"] = "fa",
        [$"Channels:{Channel}:Options:Token"] = token,
        [$"Channels:{Channel}:Options:SecretTokens:0"] = secret,
        [$"Channels:{Channel}:Options:ApiServer"] = url,
    };

    /// <summary>Posts an update; returns the id under which the inbox will know it.</summary>
    /// <param name="edits">The id of the message that is changed, or null for a new one.</param>
    public async Task<string> SendAsync(HttpClient http, string from, string text, string? edits, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var update = Interlocked.Increment(ref count);
        var number = edits is null ? update : long.Parse(edits.AsSpan(edits.LastIndexOf(':') + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        var message = new JsonObject
        {
            ["message_id"] = number,
            ["from"] = new JsonObject { ["id"] = chat, ["is_bot"] = false, ["first_name"] = from, ["language_code"] = "fa" },
            ["chat"] = new JsonObject { ["id"] = chat, ["first_name"] = from, ["type"] = "private" },
            ["date"] = now,
            ["text"] = text,
        };
        if (edits is not null)
        {
            message["edit_date"] = now;
        }

        var body = new JsonObject { ["update_id"] = update, [edits is null ? "message" : "edited_message"] = message };
        using var request = new HttpRequestMessage(HttpMethod.Post, "hooks/" + Channel)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return edits is null ? FormattableString.Invariant($"{Bot}:{chat}:{number}") : FormattableString.Invariant($"{edits}:edit:{now}:{update}");
    }

    /// <summary>False when the request is for another provider.</summary>
    public async Task<bool> AnswerAsync(HttpContext context)
    {
        if (context.Request.Path != $"/bot{token}/sendMessage")
        {
            return false;
        }

        var asked = await DemoProviders.ReadAsync(context);
        if (asked?["chat_id"]?.GetValue<long>() != chat)
        {
            await DemoProviders.WriteAsync(context, 400, new JsonObject { ["ok"] = false, ["error_code"] = 400, ["description"] = "Bad Request: chat not found" });
            return true;
        }

        var number = Interlocked.Increment(ref count);
        var text = asked["text"]!.GetValue<string>();
        keep(new DemoAnswer(FormattableString.Invariant($"{chat}:{number}"), "chat message", text));
        var sent = new JsonObject
        {
            ["message_id"] = number,
            ["chat"] = new JsonObject { ["id"] = chat, ["type"] = "private" },
            ["date"] = time.GetUtcNow().ToUnixTimeSeconds(),
            ["text"] = text,
        };
        await DemoProviders.WriteAsync(context, 200, new JsonObject { ["ok"] = true, ["result"] = sent });
        return true;
    }
}
