using Microsoft.Extensions.Logging;

namespace Ingestion.Channels;

/// <summary>What the host gives a connector to open one channel.</summary>
public sealed record ChannelSetup
{
    /// <summary>The channel's name in the settings: <c>support-mail</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>The bound and validated options, of the connector's <see cref="IConnector.OptionsType"/>.</summary>
    public required object Options { get; init; }

    /// <summary>Messages that arrived earlier are recorded but never answered.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>BCP 47 language of the channel's customers when a message does not tell: tr, az, fa or en.</summary>
    public string DefaultLanguage { get; init; } = "en";

    /// <summary>ISO 3166-1 code of the region whose home spellings of telephone numbers the channel's customers use; null: only international ones count.</summary>
    public string? DefaultRegion { get; init; }

    /// <summary>The organisation's name as customers read it.</summary>
    public string Organisation { get; init; } = "";

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public required ILogger Logger { get; init; }

    /// <summary>
    /// The host's HTTP client for this channel: timeouts, retries and limits are its business, see <see cref="IConnector.Limits"/>. An answer has at
    /// most 16 MB and is never a redirect that was followed; that of a GET is there as a whole when the call returns. What the host says instead of
    /// an answer is a <see cref="ChannelFaultException"/>. Connectors set no default headers on it.
    /// </summary>
    public required HttpClient Http { get; init; }

    /// <summary>For URLs that came with a message.</summary>
    public required IMediaFetcher Media { get; init; }
}
