using System.IO.Compression;

namespace Ingestion.Worker.OpenChannels.Media;

/// <summary>Undoes what a server did to a body although it was asked not to. One encoding: chains of them only serve attacks.</summary>
internal static class MediaEncoding
{
    /// <summary>Null when the encoding is none of those that are undone.</summary>
    public static Stream? Decode(ICollection<string> encodings, Stream body)
    {
        var named = encodings.Where(encoding => !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count == 0)
        {
            return body;
        }

        return named.Count > 1 ? null : named[0].ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress),
            "deflate" => new ZLibStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            _ => null,
        };
    }
}
