using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Ingestion.Worker.Api;

/// <summary>What is answered: a JSON object, or a problem (RFC 9457).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Write">Writes the object's members.</param>
internal sealed record ApiAnswer(int Status, Action<Utf8JsonWriter> Write)
{
    public static ApiAnswer Done(Action<Utf8JsonWriter> write) => new(StatusCodes.Status200OK, write);

    /// <param name="status">The HTTP status.</param>
    /// <param name="detail">What to do about it; without anything that the caller sent as a secret.</param>
    public static ApiAnswer Problem(int status, string detail) => new(status, json =>
    {
        json.WriteString("title", Title(status));
        json.WriteNumber("status", status);
        json.WriteString("detail", detail);
    });

    private static string Title(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Not understood",
        StatusCodes.Status401Unauthorized => "Who are you?",
        StatusCodes.Status404NotFound => "Not there",
        StatusCodes.Status405MethodNotAllowed => "Only POST",
        StatusCodes.Status408RequestTimeout => "Too slow",
        StatusCodes.Status409Conflict => "Not possible as things stand",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status415UnsupportedMediaType => "Only JSON",
        _ => "Not now",
    };
}
