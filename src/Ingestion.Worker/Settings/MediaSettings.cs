using System.ComponentModel.DataAnnotations;

namespace Ingestion.Worker.Settings;

/// <summary>
/// How URLs that came with customers' messages are fetched. Whoever can write to a channel chooses them, so they lead to public addresses only,
/// unless something is allowed here. No proxy is used: it would connect where it likes.
/// </summary>
internal sealed record MediaSettings
{
    /// <summary>Whether <c>http://</c> is fetched, too. Credentials and redirects from https never go over it. Default: false.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>
    /// Networks (<c>10.20.0.0/16</c>) and single addresses that may be visited although they are not public, for media that is kept inside. Everybody
    /// who writes to us can then have any URL in them fetched. Default: none.
    /// </summary>
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <summary>
    /// Public networks and addresses that are never visited: the organisation's own, where they show to this machine what they hide from others;
    /// the operator's own NAT64 prefix. It outdoes AllowedNetworks. Default: none.
    /// </summary>
    public IReadOnlyList<string> DeniedNetworks { get; init; } = [];

    /// <summary>Ports beside 443 (and 80, where http is allowed). Default: none.</summary>
    public IReadOnlyList<int> AllowedPorts { get; init; } = [];

    /// <summary>A server that says nothing for this long is given up for now. Default: 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long one fetch may take from the name to the last byte, redirects included. Default: 3 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(3);
}
