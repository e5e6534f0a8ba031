using System.ComponentModel.DataAnnotations;

namespace Ingestion.Worker.Settings;

/// <summary>The HTTP listener. It speaks plain HTTP: TLS ends at the reverse proxy in front of it.</summary>
internal sealed record HttpSettings
{
    /// <summary>
    /// Where to listen: <c>http://127.0.0.1:8080</c>, <c>http://*:8080</c> for every interface; port 0 takes a free one. Default: loopback only,
    /// port 8080.
    /// </summary>
    [Required]
    public string Url { get; init; } = "http://127.0.0.1:8080";

    /// <summary>The address under which customers and providers reach the listener: <c>https://complaints.example.az</c>. Default: none.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>
    /// Networks of reverse proxies whose X-Forwarded-For is believed: <c>10.20.0.0/16</c>, or one address. It tells callers of the status page apart, who may
    /// try only so often. Default: this machine's own addresses.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = ["127.0.0.0/8", "::1"];

    /// <summary>Serve <c>/t/</c>, where customers see how far their matter is. Default: true.</summary>
    public bool StatusPage { get; init; } = true;

    /// <summary>Bodies above this are answered 413 whatever a channel allows. Bytes. Default: 10 MiB.</summary>
    [Range(1024, 268_435_456)]
    public int MaxBodyBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Bytes of bodies held at one time over all requests; above it requests are answered 503. A quarter is kept for bodies of 16 KiB and such as come whole. Default: 64 MiB.</summary>
    [Range(1_048_576, 4_294_967_296)]
    public long MaxBytesInFlight { get; init; } = 64 * 1024 * 1024;

    /// <summary>A body not complete after this is answered 408, a store that has not committed after this 503. Default: 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Webhook requests whose body is here that are worked on at one time; more are answered 503 at once. Default: 1,000.</summary>
    [Range(1, 100_000)]
    public int MaxConcurrentRequests { get; init; } = 1000;

    /// <summary>TCP connections open at one time; more wait or are closed. Default: 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>What callers are told to wait with a 503 or 429. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);
}
