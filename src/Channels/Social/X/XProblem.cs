using System.Globalization;
using System.Text.Json;

namespace Ingestion.Channels.Social.X;

/// <summary>What X says when it says no: problem JSON, or the codes of the old API. The texts are read and never shown.</summary>
/// <param name="Type">The last part of the problem's type: <c>usage-capped</c>; or null.</param>
/// <param name="Code">The old API's code; 0 when there is none.</param>
/// <param name="Detail">For looking into only.</param>
internal sealed record XProblem(string? Type, long Code, string Detail)
{
    private const int MaxDetail = 1000;

    public bool IsUsageCapped => Type is "usage-capped" || Says("usage cap") || Says("spend cap") || Says("credits");

    public bool IsDuplicate => Code == 187 || Says("duplicate content");

    /// <summary>The app, not the recipient: it lacks a permission, or is locked.</summary>
    public bool IsOurs => Type is "client-forbidden" or "oauth1-permissions" || Code is 32 or 89 or 215 or 226 or 261 or 326 || Says("write permission") || Says("oauth1 app permissions");

    public static XProblem Read(ReadOnlyMemory<byte> body)
    {
        using var json = JsonFields.Parse(body);
        var problem = json?.RootElement ?? default;
        var first = problem.Field("errors"u8).Items().FirstOrDefault();
        var type = problem.Id("type"u8) ?? first.Id("type"u8);
        var detail = string.Join(' ', problem.Text("title"u8, MaxDetail, []), problem.Text("detail"u8, MaxDetail, []), first.Text("message"u8, MaxDetail, []), first.Text("detail"u8, MaxDetail, []));
        return new XProblem(type?[(type.LastIndexOf('/') + 1)..], problem.Number("code"u8) ?? first.Number("code"u8) ?? 0, detail);
    }

    /// <summary>Ids of a lookup that X has and does not give now; those that it does not have, or never gives us, are not among them.</summary>
    public static IEnumerable<string> Withheld(JsonElement answer) => answer.Field("errors"u8).Items()
        .Where(error => error.Id("type"u8) is { } type && !type.EndsWith("/resource-not-found", StringComparison.Ordinal) && !type.EndsWith("/not-authorized-for-resource", StringComparison.Ordinal))
        .Select(error => error.Id("resource_id"u8) ?? error.Id("value"u8))
        .OfType<string>();

    /// <summary>How long the limit still holds, by <c>x-rate-limit-reset</c> (Unix seconds) or Retry-After; a limit without a time is one of a quarter of an hour.</summary>
    public static TimeSpan? ResetOf(HttpResponseMessage response, TimeProvider time)
    {
        if (HttpFaults.RetryAfterOf(response, time) is { } asked)
        {
            return asked;
        }

        if (response.Headers.TryGetValues("x-rate-limit-reset", out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds < 253_402_300_800)
        {
            var wait = DateTimeOffset.FromUnixTimeSeconds(seconds) - time.GetUtcNow();
            return wait > TimeSpan.FromMinutes(1) ? wait : TimeSpan.FromMinutes(1);
        }

        return TimeSpan.FromMinutes(15);
    }

    private bool Says(string words) => Detail.Contains(words, StringComparison.OrdinalIgnoreCase);
}
