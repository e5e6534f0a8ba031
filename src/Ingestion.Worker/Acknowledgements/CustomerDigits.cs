namespace Ingestion.Worker.Acknowledgements;

/// <summary>Numbers as the customer reads them.</summary>
internal static class CustomerDigits
{
    /// <summary>Latin digits become Persian ones (U+06F0) for Persian; everything else stays.</summary>
    public static string Localise(string text, string language) => language != "fa"
        ? text
        : string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = char.IsAsciiDigit(source[i]) ? (char)('\u06F0' + (source[i] - '0')) : source[i];
            }
        });

    /// <summary>Twelve digits in three groups of four.</summary>
    public static string Grouped(string trackingNumber, string language) => Localise(
        trackingNumber.Length == 12 ? $"{trackingNumber.AsSpan(0, 4)}-{trackingNumber.AsSpan(4, 4)}-{trackingNumber.AsSpan(8, 4)}" : trackingNumber,
        language);
}
