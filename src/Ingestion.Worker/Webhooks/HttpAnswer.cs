using System.Text;
using Ingestion.Channels;

namespace Ingestion.Worker.Webhooks;

/// <summary>Writes answers. None is ever cached or guessed at by a browser.</summary>
internal static class HttpAnswer
{
    private const string Plain = "text/plain; charset=utf-8";

    /// <param name="page">In place of the reason in plain text, or null.</param>
    public static Task WriteAsync(HttpContext context, Refusal refusal, string? retryAfter, WebhookReply? page = null)
    {
        var headers = context.Response.Headers;
        if (retryAfter is not null)
        {
            headers.RetryAfter = retryAfter;
        }

        if (refusal.Closes)
        {
            headers.Connection = "close";
        }

        return page is null ? WriteAsync(context, refusal.Status, Plain, refusal.Body) : WriteAsync(context, page);
    }

    public static Task WriteAsync(HttpContext context, WebhookVerdict.Refuse refuse) =>
        refuse.Reply is { } reply ? WriteAsync(context, reply)
        : WriteAsync(context, refuse.Status, Plain, Encoding.ASCII.GetBytes((refuse.Status == StatusCodes.Status401Unauthorized ? "unauthorized" : refuse.Reason) + "\n"));

    public static Task WriteAsync(HttpContext context, WebhookReply reply)
    {
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        return WriteAsync(context, reply.Status, reply.MediaType, reply.Body);
    }

    private static Task WriteAsync(HttpContext context, int status, string mediaType, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        if (response.Headers.CacheControl.Count == 0)
        {
            response.Headers.CacheControl = "no-store";
        }

        if (body.IsEmpty)
        {
            return Task.CompletedTask;
        }

        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentType = mediaType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
