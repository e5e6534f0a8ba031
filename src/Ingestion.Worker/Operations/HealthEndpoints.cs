using System.Text;

namespace Ingestion.Worker.Operations;

/// <summary><c>GET /health/live</c>: the process answers. <c>GET /health/ready</c>: 200, or 503 with the reasons, one a line.</summary>
internal static class HealthEndpoints
{
    private static readonly byte[] Live = "live\n"u8.ToArray();
    private static readonly byte[] Ready = "ready\n"u8.ToArray();

    public static void MapHealth(this IApplicationBuilder app, Readiness readiness) =>
        app.Use(next => context => context.Request.Path.Value switch
        {
            "/health/live" => AnswerAsync(context, StatusCodes.Status200OK, Live),
            "/health/ready" when readiness.IsReady => AnswerAsync(context, StatusCodes.Status200OK, Ready),
            "/health/ready" => AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, Encoding.UTF8.GetBytes(string.Join('\n', readiness.Reasons()) + "\n")),
            _ => next(context),
        });

    private static Task AnswerAsync(HttpContext context, int status, byte[] text)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = text.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(text, 0, text.Length, context.RequestAborted);
    }
}
