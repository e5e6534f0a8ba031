using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Ingestion.Worker.Api;

/// <summary><c>POST /api/v1/complaints/{number}/status</c> and <c>…/label</c>, for callers with a key. Nobody else learns anything, not even which numbers there are.</summary>
internal sealed class ApiEndpoint(ComplaintApi api, ApiCallers callers, HttpSettings settings, ILogger<ApiEndpoint> logger)
{
    private const string Root = "/api/v1/";
    private const int MostBytes = 16 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4 };

    /// <summary>Serves the request, or returns false when its path is not ours.</summary>
    public bool TryServe(HttpContext context, out Task served)
    {
        var path = context.Request.Path.Value ?? "";
        var isOurs = path.StartsWith(Root, StringComparison.Ordinal);
        served = isOurs ? ServeAsync(context, path[Root.Length..]) : Task.CompletedTask;
        return isOurs;
    }

    private async Task ServeAsync(HttpContext context, string path)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(settings.RequestTimeout);
        ApiAnswer answer;
        try
        {
            answer = await AnswerAsync(context, path, deadline.Token);
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            ApiLog.Unavailable(logger, fault.GetType().Name);
            context.Response.Headers.RetryAfter = Math.Ceiling(settings.RetryAfter.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
            answer = ApiAnswer.Problem(StatusCodes.Status503ServiceUnavailable, "the store does not answer; say it again later, saying it twice does no harm");
        }

        await WriteAsync(context, answer);
    }

    private async Task<ApiAnswer> AnswerAsync(HttpContext context, string path, CancellationToken cancellationToken)
    {
        if (callers.Of(context.Request.Headers.Authorization.ToString()) is not { } caller)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return ApiAnswer.Problem(StatusCodes.Status401Unauthorized, "send a key of Api:Keys as Authorization: Bearer …");
        }

        if (path.Split('/') is not ["complaints", var written, var verb] || verb is not ("status" or "label"))
        {
            return ApiAnswer.Problem(StatusCodes.Status404NotFound, "there are POST /api/v1/complaints/{number}/status and POST /api/v1/complaints/{number}/label");
        }

        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            return ApiAnswer.Problem(StatusCodes.Status405MethodNotAllowed, "use POST");
        }

        if (!TrackingNumber.TryParse(written, out var number))
        {
            return ApiAnswer.Problem(StatusCodes.Status404NotFound, "this is no tracking number: it has not twelve digits, or its check digit does not fit");
        }

        if (!context.Request.HasJsonContentType())
        {
            return ApiAnswer.Problem(StatusCodes.Status415UnsupportedMediaType, "send application/json");
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(context.Request.Body, Strict, cancellationToken);
        }
        catch (JsonException fault)
        {
            return ApiAnswer.Problem(StatusCodes.Status400BadRequest, string.Create(CultureInfo.InvariantCulture, $"the body is no JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1})"));
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ApiAnswer.Problem(fault.StatusCode, string.Create(CultureInfo.InvariantCulture, $"the body may have {MostBytes} bytes"));
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode != StatusCodes.Status408RequestTimeout)
        {
            return ApiAnswer.Problem(StatusCodes.Status400BadRequest, "the body is broken: its chunks or its length");
        }
        catch (Exception fault) when (fault is BadHttpRequestException or IOException || (fault is OperationCanceledException && !context.RequestAborted.IsCancellationRequested))
        {
            return ApiAnswer.Problem(StatusCodes.Status408RequestTimeout, "the body did not arrive whole and in time");
        }

        using (body)
        {
            return await api.SayAsync(caller, number, verb, new ApiFields(body.RootElement), cancellationToken);
        }
    }

    private static async Task WriteAsync(HttpContext context, ApiAnswer answer)
    {
        var body = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            answer.Write(json);
            json.WriteEndObject();
        }

        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.Status == StatusCodes.Status200OK ? "application/json" : "application/problem+json";
        response.ContentLength = body.WrittenCount;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }
}
