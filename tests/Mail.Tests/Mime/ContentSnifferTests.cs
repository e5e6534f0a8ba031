using System.IO.Compression;
using System.Text;
using Ingestion.Mail.Mime;
using Xunit;

namespace Mail.Tests.Mime;

public sealed class ContentSnifferTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A0000000D", "image/png")]
    [InlineData("FFD8FFE000104A464946", "image/jpeg")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("52494646240000005745425056503820", "image/webp")]
    [InlineData("524946462400000057415645666D7420", "audio/wav")]
    [InlineData("424D36000000000000003600000028", "image/bmp")]
    [InlineData("49492A0008000000", "image/tiff")]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("D0CF11E0A1B11AE10000", "application/x-ole-storage")]
    [InlineData("1F8B0800000000000003", "application/gzip")]
    [InlineData("377ABCAF271C0004", "application/x-7z-compressed")]
    [InlineData("526172211A0700", "application/vnd.rar")]
    [InlineData("526172211A070100", "application/vnd.rar")]
    [InlineData("504B0506000000000000", "application/zip")]
    [InlineData("49443303000000", "audio/mpeg")]
    [InlineData("FFFB9064000000", "audio/mpeg")]
    [InlineData("4F676753000200", "audio/ogg")]
    [InlineData("0000001C667479704D344120", "audio/mp4")]
    [InlineData("00000018667479706D703432", "video/mp4")]
    [InlineData("000000186674797068656963", "image/heic")]
    [InlineData("2321414D520A", "audio/amr")]
    [InlineData("4D5A900003000000", "application/vnd.microsoft.portable-executable")]
    [InlineData("7F454C4602010100", "application/x-elf")]
    [InlineData("4C000000011402000000", "application/x-ms-shortcut")]
    [InlineData("789F3E2200000000", "application/ms-tnef")]
    [InlineData("FFFE6100", "text/plain")]
    [InlineData("0001020304", null)]
    [InlineData("", null)]
    public void Sniff_FirstBytes_TellTheType(string hex, string? expected) =>
        Assert.Equal(expected, ContentSniffer.Sniff(Convert.FromHexString(hex), isWhole: true));

    [Theory]
    [InlineData("Merhaba, şikâyetim var.", "text/plain")]
    [InlineData("MZ is how this text begins", "text/plain")]
    [InlineData("\uFEFF<!DOCTYPE html><p>x", "text/html")]
    [InlineData("\r\n <HTML><body>", "text/html")]
    [InlineData("<script>alert(1)</script>", "text/html")]
    [InlineData("<?xml version=\"1.0\"?>\n<note/>", "application/xml")]
    [InlineData("<?xml version=\"1.0\"?>\n<SVG xmlns=\"x\"/>", "image/svg+xml")]
    [InlineData("<svg onload=x>", "image/svg+xml")]
    [InlineData("<!-- x --><html>", "text/html")]
    [InlineData("<ali@example.az> wrote", "text/plain")]
    [InlineData("{\\rtf1\\ansi", "application/rtf")]
    [InlineData("BEGIN:VCALENDAR\r\n", "text/calendar")]
    [InlineData("#!/bin/sh\n", "text/x-shellscript")]
    [InlineData("<", "text/plain")]
    [InlineData("<?", "text/plain")]
    public void Sniff_Text_TellsItsKind(string text, string expected) =>
        Assert.Equal(expected, ContentSniffer.Sniff(Encoding.UTF8.GetBytes(text), isWhole: true));

    [Fact]
    public void Sniff_CharacterCutByTheLook_IsStillText()
    {
        var text = Encoding.UTF8.GetBytes("aş");
        Assert.Equal("text/plain", ContentSniffer.Sniff(text.AsSpan(0, 2), isWhole: false));
        Assert.Null(ContentSniffer.Sniff(text.AsSpan(0, 2), isWhole: true));
    }

    [Theory]
    [InlineData("[Content_Types].xml|_rels/.rels|word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("[Content_Types].xml|_rels/.rels|xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("_rels/.rels|ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    [InlineData("[Content_Types].xml|other/x.xml", "application/zip")]
    [InlineData("photo.jpg|word/trick.xml", "application/zip")]
    [InlineData("META-INF/MANIFEST.MF|a.class", "application/java-archive")]
    [InlineData("mimetype|content.xml", "application/vnd.oasis.opendocument.text")]
    public void Sniff_Zip_TellsTheKindByItsEntries(string entries, string expected)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in entries.Split('|'))
            {
                using var entry = zip.CreateEntry(name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Optimal).Open();
                entry.Write(name == "mimetype" ? "application/vnd.oasis.opendocument.text"u8 : "<x/>"u8);
            }
        }

        var bytes = file.ToArray();
        if (entries.StartsWith("mimetype", StringComparison.Ordinal))
        {
            // this library writes the length behind the entry; office programs write it before
            bytes[18] = 39;
        }

        Assert.Equal(expected, ContentSniffer.Sniff(bytes, isWhole: true));
    }
}
