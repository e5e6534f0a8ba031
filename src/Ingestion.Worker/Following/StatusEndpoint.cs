using System.Globalization;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Settings;
using Microsoft.AspNetCore.Http.Features;

namespace Ingestion.Worker.Following;

/// <summary>
/// <c>/t/</c>: a customer asks with number and contact; <c>/t/{link}</c>: the link that we sent them shows it at once. Both say how far the matter is and
/// nothing else. A wrong number, a wrong contact and a number that does not exist are one answer, and so is having tried too often.
/// </summary>
internal sealed class StatusEndpoint(StatusLookup lookup, StatusLink links, LookupGate gate, CallerAddress callers, OrganisationSettings organisation, TimeSpan timeout, TimeProvider time, ILogger<StatusEndpoint> logger)
{
    private const string Path = "/t/";
    private const int MostBytes = 4096;

    private static readonly char[] Behind = [.. ".,;:!?)]}>»”’\"'،؛؟"];

    private static readonly FormOptions Limits = new() { ValueCountLimit = 8, KeyLengthLimit = 64, ValueLengthLimit = 1024, BufferBody = false };

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone);

    /// <summary>Serves the request, or returns false when its path is not ours.</summary>
    public bool TryServe(HttpContext context, out Task served)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.AsSpan().SequenceEqual(Path.AsSpan(0, Path.Length - 1)))
        {
            // relative: a proxy may serve us under a path of its own
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location = Path[1..] + context.Request.QueryString;
            served = Task.CompletedTask;
            return true;
        }

        var isOurs = path.StartsWith(Path, StringComparison.Ordinal);
        served = isOurs ? ServeAsync(context, path[Path.Length..]) : Task.CompletedTask;
        return isOurs;
    }

    private async Task ServeAsync(HttpContext context, string link)
    {
        var method = context.Request.Method;
        var reads = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        if (!reads && !(HttpMethods.IsPost(method) && link.Length == 0))
        {
            context.Response.Headers.Allow = link.Length == 0 ? "GET, HEAD, POST" : "GET, HEAD";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(timeout);
        var (status, page) = link.Length > 0 ? await ByLinkAsync(context, link, deadline.Token)
            : reads ? (StatusCodes.Status200OK, Page(context).Question())
            : await ByNumberAsync(context, deadline.Token);
        await WriteAsync(context, status, page);
    }

    private async Task<(int Status, string Page)> ByLinkAsync(HttpContext context, string link, CancellationToken cancellationToken)
    {
        try
        {
            // what writers put behind a link, mail programs take for a part of it
            if (links.Verify(link.TrimEnd(Behind)) is { } id && await lookup.FindAsync(id, cancellationToken) is { } complaint)
            {
                return (StatusCodes.Status200OK, Page(context, complaint.Language).Answer(complaint));
            }
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            return Unavailable(context, fault);
        }

        return (StatusCodes.Status404NotFound, Page(context).Question(fault: Texts(context).LinkFault));
    }

    private async Task<(int Status, string Page)> ByNumberAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var texts = Texts(context);
        var (refused, typed, contact) = await TypedAsync(context);
        if (refused is { } status)
        {
            context.Response.Headers.Connection = "close";
            return (status, Page(context).Question(fault: texts.NumberFault, faultyField: "number"));
        }

        if (!TrackingNumber.TryParse(typed, out var number))
        {
            return (StatusCodes.Status200OK, Page(context).Question(typed, contact, texts.NumberFault, "number"));
        }

        if (string.IsNullOrWhiteSpace(contact))
        {
            return (StatusCodes.Status200OK, Page(context).Question(typed, contact, texts.ContactFault, "contact"));
        }

        if (!gate.TryPass(callers.Of(context.Connection.RemoteIpAddress, context.Request.Headers["X-Forwarded-For"].ToString()), number.Digits))
        {
            context.Response.Headers.RetryAfter = LookupGate.Span.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            return (StatusCodes.Status429TooManyRequests, Page(context).Question(typed, contact, texts.TooOften, isLater: true));
        }

        try
        {
            return await lookup.FindAsync(number, contact, cancellationToken) is { } complaint
                ? (StatusCodes.Status200OK, Page(context).Answer(complaint))
                : (StatusCodes.Status200OK, Page(context).Question(typed, contact, texts.NotFound));
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            return Unavailable(context, fault);
        }
    }

    /// <summary>
    /// What was typed, or with which status to answer when the body is no form of ours. It is so small that the server's least rate ends it in time; a token
    /// would leave the read open, which the server reports as an error.
    /// </summary>
    private static async Task<(int? Refused, string Number, string Contact)> TypedAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        try
        {
            context.Features.Set<IFormFeature>(new FormFeature(context.Request, Limits));
            var form = await context.Request.ReadFormAsync(CancellationToken.None);
            return (null, form["number"].ToString(), form["contact"].ToString());
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status408RequestTimeout)
        {
            return (fault.StatusCode, "", "");
        }
        catch (Exception fault) when (fault is BadHttpRequestException or InvalidDataException or InvalidOperationException or IOException or NotSupportedException)
        {
            return (StatusCodes.Status400BadRequest, "", "");
        }
    }

    private (int Status, string Page) Unavailable(HttpContext context, Exception fault)
    {
        FollowingLog.Unavailable(logger, fault.GetType().Name);
        return (StatusCodes.Status503ServiceUnavailable, Page(context).Question(fault: Texts(context).Unavailable, isLater: true));
    }

    private StatusPage Page(HttpContext context, string? ofComplaint = null) => new(organisation.Name, zone, time.GetUtcNow(), Texts(context, ofComplaint), HttpMethods.IsPost(context.Request.Method), Home(context));

    private static string Home(HttpContext context) => "./" + string.Concat(Enumerable.Repeat("../", context.Request.Path.Value!.AsSpan(Path.Length).Count('/')));

    /// <summary>What is asked for; a link's page else is in the language that its customer wrote in, whatever the browser's.</summary>
    private static StatusTexts Texts(HttpContext context, string? ofComplaint = null) => StatusLanguages.Choose(
        context.Request.Query["lang"].ToString(), ofComplaint is null ? context.Request.Headers.AcceptLanguage.ToString() : null, ofComplaint);

    private static Task WriteAsync(HttpContext context, int status, string page)
    {
        var response = context.Response;
        var body = Encoding.UTF8.GetBytes(page);
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        foreach (var (name, value) in PageFrame.Headers)
        {
            response.Headers[name] = value;
        }

        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
