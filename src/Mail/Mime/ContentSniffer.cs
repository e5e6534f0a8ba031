using System.Buffers;
using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>Tells a content type by the first bytes. Looks only; unpacks nothing.</summary>
public static class ContentSniffer
{
    /// <summary>Bytes wanted; fewer are enough for most types.</summary>
    public const int Looked = 4 * 1024;

    private static readonly SearchValues<byte> NotInText = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 127]);

    /// <param name="start">The beginning of the content.</param>
    /// <param name="isWhole">Nothing follows.</param>
    public static string? Sniff(ReadOnlySpan<byte> start, bool isWhole)
    {
        if (start.IsEmpty)
        {
            return null;
        }

        if (start.StartsWith("PK\x03\x04"u8))
        {
            return ZipContent.Kind(start);
        }

        if (start.Length >= 12 && start[4..].StartsWith("ftyp"u8))
        {
            return BaseMedia(start[8..12]);
        }

        if (start.Length >= 12 && start.StartsWith("RIFF"u8))
        {
            return Riff(start[8..12]);
        }

        if (FileSignatures.Find(start) is { } known)
        {
            return known;
        }

        // the frame header of MPEG audio has no word, only eleven set bits and fields that must not have certain values
        if (start.Length > 4 && start[0] == 0xFF && (start[1] & 0xE6) == 0xE2 && (start[2] & 0xF0) != 0xF0 && (start[2] & 0x0C) != 0x0C)
        {
            return "audio/mpeg";
        }

        return Text(start, isWhole);
    }

    // ISO base media: pictures of telephones, voice memos, films
    private static string BaseMedia(ReadOnlySpan<byte> brand) => brand switch
    {
        _ when brand.StartsWith("M4A"u8) || brand.StartsWith("M4B"u8) => "audio/mp4",
        _ when brand.StartsWith("qt  "u8) => "video/quicktime",
        _ when brand.StartsWith("avif"u8) || brand.StartsWith("avis"u8) => "image/avif",
        _ when brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("mif1"u8) || brand.StartsWith("msf1"u8) => "image/heic",
        _ when brand.StartsWith("3g"u8) => "video/3gpp",
        _ => "video/mp4",
    };

    private static string? Riff(ReadOnlySpan<byte> form) => form switch
    {
        _ when form.SequenceEqual("WEBP"u8) => "image/webp",
        _ when form.SequenceEqual("WAVE"u8) => "audio/wav",
        _ when form.SequenceEqual("AVI "u8) => "video/x-msvideo",
        _ => null,
    };

    private static string? Text(ReadOnlySpan<byte> start, bool isWhole)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return "text/plain";
        }

        if (start.ContainsAny(NotInText) || !IsUtf8(start, isWhole))
        {
            return null;
        }

        var text = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        text = text.TrimStart(" \t\r\n\f"u8);
        return text.IsEmpty ? "text/plain" : text[0] == '<' ? Markup(text) : MarkedText(text);
    }

    private static string Markup(ReadOnlySpan<byte> text)
    {
        if (StartsWith(text, "<?xml"u8) || StartsWith(text, "<!--"u8))
        {
            return Holds(text, "<svg"u8) ? "image/svg+xml" : Holds(text, "<html"u8) ? "text/html" : text[1] == '?' ? "application/xml" : "text/html";
        }

        if (StartsWith(text, "<!doctype"u8))
        {
            var declared = text[9..].TrimStart(" \t\r\n"u8);
            return StartsWith(declared, "html"u8) ? "text/html" : StartsWith(declared, "svg"u8) ? "image/svg+xml" : "application/xml";
        }

        if (StartsWith(text, "<svg"u8))
        {
            return "image/svg+xml";
        }

        foreach (var tag in (ReadOnlySpan<string>)["<html", "<head", "<body", "<script", "<iframe", "<table", "<div", "<span", "<style", "<title", "<meta", "<img", "<font", "<a ", "<p>", "<br", "<h1", "<b>"])
        {
            if (text.Length >= tag.Length && Ascii.EqualsIgnoreCase(text[..tag.Length], tag))
            {
                return "text/html";
            }
        }

        return "text/plain";
    }

    private static string MarkedText(ReadOnlySpan<byte> text) => text switch
    {
        _ when StartsWith(text, "{\\rtf"u8) => "application/rtf",
        _ when StartsWith(text, "BEGIN:VCALENDAR"u8) => "text/calendar",
        _ when StartsWith(text, "BEGIN:VCARD"u8) => "text/vcard",
        _ when text.StartsWith("#!"u8) => "text/x-shellscript",
        _ => "text/plain",
    };

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length >= word.Length && Ascii.EqualsIgnoreCase(text[..word.Length], word);

    private static bool Holds(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        for (var at = text.IndexOf((byte)'<'); at >= 0;)
        {
            text = text[at..];
            if (StartsWith(text, word))
            {
                return true;
            }

            text = text[1..];
            at = text.IndexOf((byte)'<');
        }

        return false;
    }

    // a character that the end of the look cut is no fault
    private static bool IsUtf8(ReadOnlySpan<byte> text, bool isWhole)
    {
        for (var cut = 0; cut < 4 && cut <= text.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(text[..^cut]))
            {
                return true;
            }

            if (isWhole)
            {
                return false;
            }
        }

        return false;
    }
}
