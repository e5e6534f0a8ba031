namespace Ingestion.Mail.Mime;

/// <summary>Types whose files begin with words of their own.</summary>
internal static class FileSignatures
{
    private static readonly (int Offset, byte[] Bytes, string Type)[] Known =
    [
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        (0, "GIF87a"u8.ToArray(), "image/gif"),
        (0, "GIF89a"u8.ToArray(), "image/gif"),
        (0, "%PDF-"u8.ToArray(), "application/pdf"),
        (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"),
        (0, [0x1F, 0x8B, 0x08], "application/gzip"),
        (0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        (0, [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], "application/vnd.rar"),
        (0, "PK\x05\x06"u8.ToArray(), "application/zip"),
        (0, "PK\x07\x08"u8.ToArray(), "application/zip"),
        (0, "BZh"u8.ToArray(), "application/x-bzip2"),
        (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "application/x-xz"),
        (0, [0x28, 0xB5, 0x2F, 0xFD], "application/zstd"),
        (0, "MSCF\0\0\0\0"u8.ToArray(), "application/vnd.ms-cab-compressed"),
        (0, "ID3"u8.ToArray(), "audio/mpeg"),
        (0, "OggS"u8.ToArray(), "audio/ogg"),
        (0, "fLaC"u8.ToArray(), "audio/flac"),
        (0, "#!AMR"u8.ToArray(), "audio/amr"),
        (0, [0x1A, 0x45, 0xDF, 0xA3], "video/x-matroska"),
        (0, [0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        (0, [0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
        (0, [0x00, 0x00, 0x01, 0x00], "image/vnd.microsoft.icon"),
        (0, "8BPS"u8.ToArray(), "image/vnd.adobe.photoshop"),
        (0, "%!PS"u8.ToArray(), "application/postscript"),
        (0, [0x78, 0x9F, 0x3E, 0x22], "application/ms-tnef"),
        (0, [0x7F, 0x45, 0x4C, 0x46], "application/x-elf"),
        (0, "MZ"u8.ToArray(), "application/vnd.microsoft.portable-executable"),
        (0, [0xCF, 0xFA, 0xED, 0xFE], "application/x-mach-binary"),
        (0, [0xCE, 0xFA, 0xED, 0xFE], "application/x-mach-binary"),
        (0, [0xCA, 0xFE, 0xBA, 0xBE], "application/java-vm"),
        (0, [0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00], "application/x-ms-shortcut"),
        (0, "SQLite format 3\0"u8.ToArray(), "application/vnd.sqlite3"),
        (257, "ustar"u8.ToArray(), "application/x-tar"),
    ];

    public static string? Find(ReadOnlySpan<byte> start)
    {
        foreach (var (offset, bytes, type) in Known)
        {
            // two letters alone are too few: a text can begin with them
            if (start.Length > offset && start[offset..].StartsWith(bytes) && (bytes.Length > 2 || start.ContainsAnyInRange((byte)0, (byte)8)))
            {
                return type == "video/x-matroska" && start.IndexOf("webm"u8) >= 0 ? "video/webm" : type;
            }
        }

        if (start.StartsWith("BM"u8) && start.Length > 14 && start[6..10].IndexOfAnyExcept((byte)0) < 0)
        {
            return "image/bmp";
        }

        // a page description may stand behind some rubbish
        return start[..Math.Min(start.Length, 1024)].IndexOf("\n%PDF-"u8) >= 0 ? "application/pdf" : null;
    }
}
