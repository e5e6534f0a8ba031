using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Ingestion.Worker.Demo;

/// <summary>A Service Bus namespace and an app that uses it: a queue read by peek-lock, a queue of replies, shared access keys.</summary>
internal sealed class DemoServiceBus(Action<DemoAnswer> keep, TimeProvider time)
{
    public const string Channel = "queue";

    private const string Queue = "/complaints";
    private const string Replies = "/complaint-replies";
    private const string KeyName = "demo";

    private readonly string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly Channel<(long Number, DateTimeOffset EnqueuedAt, string Body)> waiting =
        System.Threading.Channels.Channel.CreateUnbounded<(long Number, DateTimeOffset EnqueuedAt, string Body)>();

    private readonly ConcurrentDictionary<string, bool> locks = new(StringComparer.Ordinal);
    private long count = DemoProviders.NewNumber(time);

    public IEnumerable<KeyValuePair<string, string?>> Settings(string url) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [$"Channels:{Channel}:Connector"] = "servicebus",
        [$"Channels:{Channel}:DefaultLanguage"] = "en",
        [$"Channels:{Channel}:Options:Endpoint"] = url,
        [$"Channels:{Channel}:Options:Queue"] = Queue[1..],
        [$"Channels:{Channel}:Options:ReplyQueue"] = Replies[1..],
        [$"Channels:{Channel}:Options:KeyName"] = KeyName,
        [$"Channels:{Channel}:Options:Keys:0"] = key,
    };

    /// <summary>An app puts a customer's message into the queue; returns the id under which the inbox will know it.</summary>
    public string Put(string from, string text)
    {
        var number = Interlocked.Increment(ref count);
        var now = time.GetUtcNow();
        var body = new JsonObject
        {
            ["type"] = "message.created",
            ["timestamp"] = now.ToString("O", CultureInfo.InvariantCulture),
            ["data"] = new JsonObject
            {
                ["conversationId"] = "case-" + DemoProviders.Digits(number),
                ["text"] = text,
                ["sender"] = new JsonObject { ["id"] = $"{from}-{DemoProviders.Digits(number)}", ["name"] = from },
            },
        };
        waiting.Writer.TryWrite((number, now, body.ToJsonString()));
        return string.Create(CultureInfo.InvariantCulture, $"{number}@{now.ToUnixTimeSeconds()}");
    }

    /// <summary>False when the request is for another provider.</summary>
    public async Task<bool> AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var entity = new[] { Queue, Replies }.FirstOrDefault(entity => path.StartsWith(entity + "/messages", StringComparison.Ordinal));
        if (entity is null)
        {
            return false;
        }

        if (!IsSigned(context, entity))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (entity == Replies)
        {
            await TakeAsync(context);
        }
        else if (path == Queue + "/messages/head")
        {
            await GiveAsync(context);
        }
        else
        {
            // Nothing comes again in a demo: renewing and giving back need no clock, completing ends the lock.
            var isHeld = HttpMethods.IsDelete(context.Request.Method) ? locks.TryRemove(path, out _) : locks.ContainsKey(path);
            context.Response.StatusCode = isHeld ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        }

        return true;
    }

    /// <summary>Holds the request until there is a message or the asked seconds are over.</summary>
    private async Task GiveAsync(HttpContext context)
    {
        var seconds = int.Parse(context.Request.Query["timeout"]!, NumberStyles.None, CultureInfo.InvariantCulture);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            var (number, enqueuedAt, body) = await waiting.Reader.ReadAsync(limit.Token);
            var token = Guid.NewGuid().ToString();
            var location = $"{Queue}/messages/{DemoProviders.Digits(number)}/{token}";
            locks[location] = true;
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.ContentType = "application/json";
            context.Response.Headers.Location = $"{context.Request.Scheme}://{context.Request.Host}{location}";
            context.Response.Headers["BrokerProperties"] = new JsonObject
            {
                ["MessageId"] = Guid.NewGuid().ToString("N"),
                ["SequenceNumber"] = number,
                ["DeliveryCount"] = 1,
                ["EnqueuedTimeUtc"] = enqueuedAt.ToString("R", CultureInfo.InvariantCulture),
                ["LockToken"] = token,
                ["LockedUntilUtc"] = time.GetUtcNow().AddMinutes(1).ToString("R", CultureInfo.InvariantCulture),
                ["State"] = "Active",
            }.ToJsonString();
            await context.Response.WriteAsync(body, Encoding.UTF8, context.RequestAborted);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (OperationCanceledException)
        {
            // The worker stops.
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        var properties = JsonNode.Parse(context.Request.Headers["BrokerProperties"].ToString());
        var reply = await DemoProviders.ReadAsync(context);
        keep(new DemoAnswer(properties!["MessageId"]!.GetValue<string>(), "message in the queue of replies", reply!["data"]!["text"]!.GetValue<string>()));
        context.Response.StatusCode = StatusCodes.Status201Created;
    }

    /// <summary>HMAC-SHA256 over the percent-encoded resource, a line feed and the end in Unix seconds.</summary>
    private bool IsSigned(HttpContext context, string entity)
    {
        const string Scheme = "SharedAccessSignature ";
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return false;
        }

        var fields = header[Scheme.Length..].Split('&').Select(field => field.Split('=', 2)).ToDictionary(field => field[0], field => field[^1], StringComparer.Ordinal);
        var resource = Uri.EscapeDataString($"{context.Request.Scheme}://{context.Request.Host}{entity}");
        var end = fields.GetValueOrDefault("se", "");
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{resource}\n{end}")));
        return fields.GetValueOrDefault("sr") == resource
            && fields.GetValueOrDefault("skn") == KeyName
            && fields.GetValueOrDefault("sig") == Uri.EscapeDataString(signature)
            && long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds > time.GetUtcNow().ToUnixTimeSeconds();
    }
}
