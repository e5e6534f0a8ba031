using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>The registered charsets of Latin script that .NET does not bring: ISO 8859-10, -14 and -16.</summary>
internal sealed class RareCharset : Encoding
{
    private static readonly RareCharset Part10 = new(
        "\u00A0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00ADŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ");

    private static readonly RareCharset Part14 = new(
        "\u00A0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00AD®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ");

    private static readonly RareCharset Part16 = new(
        "\u00A0ĄąŁ€„Š§š©Ș«Ź\u00ADźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ");

    private readonly string _upper;

    // the 96 characters from A0 on; below it is Latin-1
    private RareCharset(string upper) => _upper = upper;

    public override bool IsSingleByte => true;

    public static Encoding? Find(string name) => name.ToLowerInvariant() switch
    {
        "iso-8859-10" or "iso_8859-10" or "latin6" or "l6" or "iso-ir-157" or "csisolatin6" => Part10,
        "iso-8859-14" or "iso_8859-14" or "latin8" or "l8" or "iso-ir-199" or "iso-celtic" => Part14,
        "iso-8859-16" or "iso_8859-16" or "latin10" or "l10" or "iso-ir-226" => Part16,
        _ => null,
    };

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (var i = 0; i < byteCount; i++)
        {
            var octet = bytes[byteIndex + i];
            chars[charIndex + i] = octet < 0xA0 ? (char)octet : _upper[octet - 0xA0];
        }

        return byteCount;
    }

    public override int GetMaxCharCount(int byteCount) => byteCount;

    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        for (var i = 0; i < charCount; i++)
        {
            var letter = chars[charIndex + i];
            var upper = letter < 0xA0 ? letter : _upper.IndexOf(letter, StringComparison.Ordinal) + 0xA0;
            bytes[byteIndex + i] = upper < 0xA0 && letter >= 0xA0 ? (byte)'?' : (byte)upper;
        }

        return charCount;
    }

    public override int GetMaxByteCount(int charCount) => charCount;
}
