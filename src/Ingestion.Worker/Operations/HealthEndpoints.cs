using System.Text;

namespace Ingestion.Worker.Operations;

/// <summary>
/// <c>GET /health/live</c>: the process answers. <c>GET /health/ready</c>: 200, or 503 with the reasons, one a line. <c>GET /health</c>: the same with
/// how each channel stands, as JSON; a channel's trouble is its own and leaves the status 200.
/// </summary>
internal static class HealthEndpoints
{
    private static readonly byte[] Live = "live\n"u8.ToArray();
    private static readonly byte[] Ready = "ready\n"u8.ToArray();

    /// <param name="app">Serves them.</param>
    /// <param name="readiness">Tells the status.</param>
    /// <param name="page">Writes the page; null: there is none.</param>
    public static void MapHealth(this IApplicationBuilder app, Readiness readiness, Func<byte[]>? page = null) =>
        app.Use(next => context => context.Request.Path.Value switch
        {
            "/health/live" => AnswerAsync(context, StatusCodes.Status200OK, Live),
            "/health/ready" when readiness.IsReady => AnswerAsync(context, StatusCodes.Status200OK, Ready),
            "/health/ready" => AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, Encoding.UTF8.GetBytes(string.Join('\n', readiness.Reasons()) + "\n")),
            "/health" when page is not null => AnswerAsync(
                context, readiness.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, page(), "application/json; charset=utf-8"),
            _ => next(context),
        });

    private static Task AnswerAsync(HttpContext context, int status, byte[] text, string mediaType = "text/plain; charset=utf-8")
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = text.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(text, 0, text.Length, context.RequestAborted);
    }
}
