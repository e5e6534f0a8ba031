using System.Globalization;
using Ingestion.Channels;

namespace Ingestion.Worker.Health;

/// <summary>The end of credentials, in the store's words and for people.</summary>
internal static class CredentialWords
{
    /// <summary>Null for nobody.</summary>
    public static string? RenewedBy(CredentialLife? life) => life?.RenewedBy switch
    {
        CredentialRenewal.Worker => "worker",
        CredentialRenewal.Others => "others",
        _ => null,
    };

    /// <summary>What the store remembers; null when nothing is known.</summary>
    public static CredentialLife? Life(DateTimeOffset? endsAt, string? renewedBy) => endsAt is not { } end ? null : new CredentialLife(end, renewedBy switch
    {
        "worker" => CredentialRenewal.Worker,
        "others" => CredentialRenewal.Others,
        _ => CredentialRenewal.Nobody,
    });

    /// <summary><c>end 2026-11-22 12:00Z, in 9 days</c>; to be read behind "credentials".</summary>
    public static string Tell(CredentialLife life, DateTimeOffset now)
    {
        var moment = Moment(life.EndsAt);
        var left = life.EndsAt - now;
        var wait = left < TimeSpan.FromDays(1) ? "in less than a day" : string.Create(CultureInfo.InvariantCulture, $"in {(int)left.TotalDays} days");
        return life.RenewedBy switch
        {
            CredentialRenewal.Worker => $"renew themselves, {(left <= TimeSpan.Zero ? "the last token lasted" : "the token in use lasts")} until {moment}",
            _ when left <= TimeSpan.Zero => $"ended {moment}",
            CredentialRenewal.Others => $"end {moment} unless the file that holds them is renewed",
            _ => $"end {moment}, {wait}",
        };
    }

    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
