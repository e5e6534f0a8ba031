using System.Collections.Frozen;
using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Quarantine;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Webhooks;

/// <summary>
/// Serves <c>/hooks/{channel}</c>, also with a slash at its end, and <c>/form/{channel}</c>: checks what can be checked before the body, reads it once, lets the channel's
/// receiver judge it and answers 2xx only after the inbox has committed.
/// </summary>
internal sealed class WebhookListener
{
    private readonly FrozenDictionary<string, WebhookLine>.AlternateLookup<ReadOnlySpan<char>> _lines;
    private readonly InboxDoor _inbox;
    private readonly RefusalCounter _refusals;
    private readonly Readiness _readiness;
    private readonly TimeProvider _time;
    private readonly WebhookLog _log;
    private readonly ByteBudget _budget;
    private readonly Deadlines _deadlines;
    private readonly int _maxActive;
    private readonly string _retryAfter;
    private int _active;

    public WebhookListener(
        ChannelDirectory channels, InboxDoor inbox, HttpSettings settings, RefusalCounter refusals, Readiness readiness, ChannelPulses pulses, TimeProvider time, ILogger<WebhookListener> logger)
    {
        _lines = channels.All
            .Where(channel => channel.Parts.Receiver is not null)
            .Select(channel => new WebhookLine(channel, channel.Parts.Receiver!, pulses.Of(channel.Name), settings.MaxBodyBytes, time))
            .ToFrozenDictionary(line => line.Name, StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        _inbox = inbox;
        _refusals = refusals;
        _readiness = readiness;
        _time = time;
        _log = new WebhookLog(logger, time);
        _budget = new ByteBudget(settings.MaxBytesInFlight, settings.MaxBodyBytes);
        _deadlines = new Deadlines(settings.RequestTimeout, time);
        _maxActive = settings.MaxConcurrentRequests;
        _retryAfter = Math.Ceiling(settings.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Serves the request, or returns false when its path is not ours.</summary>
    public bool TryServe(HttpContext context, out Task served)
    {
        var path = context.Request.Path.Value.AsSpan();
        var name = path.StartsWith("/hooks/", StringComparison.Ordinal) ? WithoutSlash(path[7..])
            : path.StartsWith("/form/", StringComparison.Ordinal) ? path[6..]
            : default;
        if (name.IsEmpty)
        {
            served = Task.CompletedTask;
            return false;
        }

        if (!_lines.TryGetValue(name, out var line))
        {
            served = RefuseAsync(context, null, Refusal.NoSuchChannel, body: default);
            return true;
        }

        served = Early(context.Request, line) is { } refusal ? RefuseAsync(context, line, refusal, body: default) : ServeAsync(context, line);
        return true;
    }

    /// <summary>Providers' consoles and those who fill them like to end a URL with one.</summary>
    private static ReadOnlySpan<char> WithoutSlash(ReadOnlySpan<char> name) => name.Length > 1 && name[^1] == '/' ? name[..^1] : name;

    /// <summary>Everything that can be refused without reading the body, cheapest first.</summary>
    private Refusal? Early(HttpRequest request, WebhookLine line)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return !line.AnswersGet ? Refusal.WrongMethod : line.TryPass() ? null : Refusal.TooOften;
        }

        if (!HttpMethods.IsPost(request.Method))
        {
            return Refusal.WrongMethod;
        }

        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && !string.Equals(encoding.ToString(), "identity", StringComparison.OrdinalIgnoreCase))
        {
            return Refusal.Encoded;
        }

        return !line.Takes(request.ContentType) ? Refusal.WrongMediaType
            : request.ContentLength > line.MaxBytes ? Refusal.TooLarge
            : _readiness.IsStopping ? Refusal.Stopping
            : !line.TryPass() ? Refusal.TooOften
            : _inbox.IsFull() ? Refusal.BacklogFull
            : null;
    }

    /// <summary>A body that is not here yet costs a connection and its bytes, but no place among the requests that are worked on.</summary>
    private async Task ServeAsync(HttpContext context, WebhookLine line)
    {
        var deadline = _deadlines.Start();
        using var body = new RequestBody(context.Request.BodyReader, _budget);
        if (HttpMethods.IsPost(context.Request.Method) && await body.ReadAsync(line.MaxBytes, deadline) is { } refusal)
        {
            await RefuseAsync(context, line, refusal, body: default);
            return;
        }

        if (Interlocked.Increment(ref _active) > _maxActive)
        {
            Interlocked.Decrement(ref _active);
            await RefuseAsync(context, line, Refusal.TooMany, body.Bytes);
            return;
        }

        try
        {
            var request = Request(context.Request, body.Bytes);
            using var use = line.Enter();
            var receiver = use.Parts.Receiver!;
            if (!await IsPreparedAsync(line, receiver, request, deadline))
            {
                await RefuseAsync(context, line, Refusal.ReceiverNotReady, body.Bytes);
                return;
            }

            await (Judge(request, line, receiver) switch
            {
                WebhookVerdict.Take { Messages.Count: > 0 } take => TakeAsync(context, line, request.Body, take, deadline),
                WebhookVerdict.Answer answer => HttpAnswer.WriteAsync(context, answer.Reply),
                WebhookVerdict.Refuse refuse => RefuseAsync(context, line, request, refuse, deadline),
                WebhookVerdict.Take => Taken(context),
                WebhookVerdict.Report report => ReportAsync(context, line, request.Body, report, deadline),
                _ => RefuseAsync(context, line, Refusal.ReceiverFault, request.Body),
            });
        }
        finally
        {
            Interlocked.Decrement(ref _active);
        }
    }

    private async ValueTask<bool> IsPreparedAsync(WebhookLine line, IWebhookReceiver receiver, WebhookRequest request, CancellationToken deadline)
    {
        try
        {
            await receiver.PrepareAsync(request, deadline);
            return true;
        }
        catch (Exception fault)
        {
            _log.ReceiverNotReady(line.Name, fault);
            return false;
        }
    }

    /// <summary>The receiver's verdict, or null when it threw.</summary>
    private WebhookVerdict? Judge(WebhookRequest request, WebhookLine line, IWebhookReceiver receiver)
    {
        try
        {
            return receiver.Receive(request);
        }
        catch (Exception fault)
        {
            _log.ReceiverFault(line.Name, fault);
            return null;
        }
    }

    private static Task Taken(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }

    private async Task RefuseAsync(HttpContext context, WebhookLine line, WebhookRequest request, WebhookVerdict.Refuse refuse, CancellationToken deadline)
    {
        _refusals.Add(line.Name, refuse.Reason);
        if (refuse.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden
            && line.Settings.ObserveUntil > request.ReceivedAt
            && request.Body.Length + request.QueryString.Length > 0)
        {
            await _inbox.KeepRefusedAsync(Refused(context.Request, line, request, refuse), deadline);
        }

        await HttpAnswer.WriteAsync(context, refuse);
    }

    private static RefusedRequest Refused(HttpRequest http, WebhookLine line, WebhookRequest request, WebhookVerdict.Refuse refuse) => new()
    {
        Channel = line.Name,
        Reason = refuse.Reason,
        Method = request.Method,
        Path = request.Path,
        Query = request.QueryString,
        Headers = RequestHeaders.Of(http.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))),
        Body = request.Body.ToArray(),
        ReceivedAt = request.ReceivedAt,
    };

    private async Task TakeAsync(HttpContext context, WebhookLine line, ReadOnlyMemory<byte> body, WebhookVerdict.Take take, CancellationToken deadline)
    {
        IReadOnlyList<AcceptedOffer> accepted;
        try
        {
            accepted = await _inbox.AcceptAsync(line.Name, take.Messages, deadline);
            if (!accepted[0].IsRepeat)
            {
                line.Pulse.Message();
            }
        }
        catch (InboxUnavailableException fault)
        {
            _log.StoreDown(line.Name, fault);
            await RefuseAsync(context, line, Refusal.StoreDown, body, fault.Reason);
            return;
        }
        catch (ArgumentException fault)
        {
            // What the receiver offered breaks the contract: coming again would not help, but the sender's record of it will.
            _log.ReceiverFault(line.Name, fault);
            await RefuseAsync(context, line, Refusal.ReceiverFault, body);
            return;
        }
        catch (Exception fault)
        {
            _log.StoreDown(line.Name, fault);
            await RefuseAsync(context, line, Refusal.StoreDown, body);
            return;
        }

        if (take.Reply is null)
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }

        // From here on what is done may take a while, and this may be the thread that commits.
        await Task.Yield();
        var first = accepted[0];
        var number = take.AwaitRegistration > TimeSpan.Zero ? await NumberAsync(line, first.Id, take.AwaitRegistration, deadline) : null;
        await HttpAnswer.WriteAsync(context, take.Reply(new TakenMessage(first.IsRepeat, number)));
    }

    private async Task ReportAsync(HttpContext context, WebhookLine line, ReadOnlyMemory<byte> body, WebhookVerdict.Report report, CancellationToken deadline)
    {
        if (report.Receipts.Count > _inbox.MostReceipts)
        {
            await RefuseAsync(context, line, Refusal.TooManyReceipts, body);
            return;
        }

        try
        {
            if (report.Receipts.Count > 0)
            {
                await _inbox.ReportAsync(line.Name, report.Receipts, deadline);
            }
        }
        catch (ArgumentException fault)
        {
            _log.ReceiverFault(line.Name, fault);
            await RefuseAsync(context, line, Refusal.ReceiverFault, body);
            return;
        }
        catch (Exception fault)
        {
            _log.StoreDown(line.Name, fault);
            await RefuseAsync(context, line, Refusal.StoreDown, body);
            return;
        }

        if (report.Reply is { } reply)
        {
            await HttpAnswer.WriteAsync(context, reply);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    /// <summary>The message is accepted: whatever happens to the number, the caller must not send it again.</summary>
    private async Task<string?> NumberAsync(WebhookLine line, long id, TimeSpan atMost, CancellationToken deadline)
    {
        try
        {
            return await _inbox.TrackingNumberAsync(id, atMost, deadline);
        }
        catch (Exception fault)
        {
            _log.NumberFault(line.Name, fault);
            return null;
        }
    }

    private WebhookRequest Request(HttpRequest request, ReadOnlyMemory<byte> body) => new()
    {
        Method = HttpMethods.IsHead(request.Method) ? HttpMethods.Get : request.Method,
        Header = name => request.Headers.TryGetValue(name, out var values) ? values.ToString() : null,
        Query = name => request.Query.TryGetValue(name, out var values) ? values[0] : null,
        QueryString = request.QueryString.Value ?? "",
        Body = body,
        ReceivedAt = _time.GetUtcNow(),
        Path = request.Path.Value!,
    };

    /// <param name="body">What was read of the request; empty when nothing was.</param>
    private Task RefuseAsync(HttpContext context, WebhookLine? line, Refusal refusal, ReadOnlyMemory<byte> body, string? reason = null)
    {
        _refusals.Add(line?.Name ?? RefusalCounter.NoChannel, reason ?? refusal.Reason);
        if (refusal == Refusal.CallerGone)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        if (refusal == Refusal.WrongMethod)
        {
            context.Response.Headers.Allow = line!.Methods;
        }

        return HttpAnswer.WriteAsync(context, refusal, refusal.Returns ? _retryAfter : null, Apology(context.Request, line, refusal, body));
    }

    /// <summary>A page in place of the reason in plain text, for whoever asks with a browser.</summary>
    private WebhookReply? Apology(HttpRequest http, WebhookLine? line, Refusal refusal, ReadOnlyMemory<byte> body)
    {
        if (line is not { AnswersGet: true }
            || refusal.Status is not (StatusCodes.Status408RequestTimeout or StatusCodes.Status413PayloadTooLarge or StatusCodes.Status429TooManyRequests or >= 500)
            || !http.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            using var use = line.Enter();
            return use.Parts.Receiver!.Apologise(Request(http, body), refusal.Status);
        }
        catch (Exception fault)
        {
            _log.ReceiverFault(line.Name, fault);
            return null;
        }
    }
}
