using System.Buffers.Binary;

namespace Ingestion.Mail.Mime;

/// <summary>What a zip container is, by the names of its first entries (APPNOTE 4.3.7). Nothing is unpacked.</summary>
internal static class ZipContent
{
    private const int LocalHeader = 30;

    public static string Kind(ReadOnlySpan<byte> start)
    {
        if (start.Length < LocalHeader)
        {
            return "application/zip";
        }

        var stored = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) == 0;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(start[18..]);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(start[26..]);
        var extra = BinaryPrimitives.ReadUInt16LittleEndian(start[28..]);
        var name = start[LocalHeader..Math.Min(start.Length, LocalHeader + nameLength)];
        if (name.SequenceEqual("mimetype"u8) && stored && size is > 0 and < 100 && start.Length >= LocalHeader + nameLength + extra + size)
        {
            return Named(start.Slice(LocalHeader + nameLength + extra, (int)size));
        }

        if (name.StartsWith("META-INF/"u8))
        {
            return "application/java-archive";
        }

        if (name.SequenceEqual("AndroidManifest.xml"u8))
        {
            return "application/vnd.android.package-archive";
        }

        return name.SequenceEqual("[Content_Types].xml"u8) || name.StartsWith("_rels/"u8) || name.StartsWith("docProps/"u8) || Office(name) is not null
            ? Office(start) ?? "application/zip"
            : "application/zip";
    }

    // OpenDocument and EPUB write their type first, so that it can be read like this
    private static string Named(ReadOnlySpan<byte> type) => type switch
    {
        _ when type.StartsWith("application/vnd.oasis.opendocument.text"u8) => "application/vnd.oasis.opendocument.text",
        _ when type.StartsWith("application/vnd.oasis.opendocument.spreadsheet"u8) => "application/vnd.oasis.opendocument.spreadsheet",
        _ when type.StartsWith("application/vnd.oasis.opendocument.presentation"u8) => "application/vnd.oasis.opendocument.presentation",
        _ when type.SequenceEqual("application/epub+zip"u8) => "application/epub+zip",
        _ => "application/zip",
    };

    // Office Open XML: the folder of the first entries
    private static string? Office(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.IndexOf("word/"u8) >= 0 => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ when start.IndexOf("xl/"u8) >= 0 => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ when start.IndexOf("ppt/"u8) >= 0 => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => null,
    };
}
