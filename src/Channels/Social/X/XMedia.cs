using System.Text.Json;

namespace Ingestion.Channels.Social.X;

/// <summary>Pictures and films of posts, fetched from X's public media hosts without credentials.</summary>
internal sealed class XMedia(IMediaFetcher media) : IAttachmentSource
{
    /// <summary>Of one message.</summary>
    public const int Most = 10;

    public async Task<AttachmentFetch> FetchAsync(AcceptedMessage message, string key, Stream destination, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // Only what this message has: a key is no way to have us fetch something else.
        using var json = JsonFields.Parse(message.Raw);
        return json is not null && Of(json.RootElement).Any(one => string.Equals(one.Key, key, StringComparison.Ordinal)) && Uri.TryCreate(key, UriKind.Absolute, out var url)
            ? await media.FetchAsync(new MediaRequest(url), destination, cancellationToken)
            : new AttachmentFetch("unknown-attachment");
    }

    /// <summary>Each medium that has a URL: of a film the variant with the most bits that is a file and no stream.</summary>
    public static IEnumerable<AttachmentSummary> Of(JsonElement entry)
    {
        foreach (var medium in entry.Field("media"u8).Items().Take(Most))
        {
            var film = medium.Field("variants"u8).Items()
                .Where(variant => variant.Id("content_type"u8) is "video/mp4" && UrlOf(variant) is not null)
                .OrderByDescending(variant => variant.Number("bit_rate"u8) ?? 0)
                .FirstOrDefault();
            var url = UrlOf(film) ?? UrlOf(medium);
            var type = film.ValueKind == JsonValueKind.Object ? "video/mp4"
                : url is null ? "application/octet-stream"
                : url.AbsolutePath.EndsWith(".png", StringComparison.OrdinalIgnoreCase) ? "image/png"
                : "image/jpeg";
            yield return new AttachmentSummary(url is null ? null : PlainText.Clean(url.Segments[^1], 200, []), type, null) { Key = url?.AbsoluteUri };
        }
    }

    /// <summary>URLs of X's ids are longer than an id may be, so they are read as text.</summary>
    private static Uri? UrlOf(JsonElement value) =>
        value.Text("url"u8, 2000, []) is { Length: < 2000 } text && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.UserInfo.Length == 0 && HostNames.IsReadable(url) ? url : null;
}
