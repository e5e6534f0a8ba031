namespace Ingestion.Worker.Acknowledgements;

/// <summary>How many SMS a text needs (3GPP TS 23.038 and 23.040): 160 septets or 70 UTF-16 units alone, 153 or 67 in a chain.</summary>
internal static class SmsSegments
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Extended = "^{}\\[~]|€\f";

    public static int Count(string text)
    {
        var septets = 0;
        foreach (var character in text)
        {
            var size = Basic.Contains(character) ? 1 : Extended.Contains(character) ? 2 : 0;
            if (size == 0)
            {
                return text.Length <= 70 ? 1 : (text.Length + 66) / 67;
            }

            septets += size;
        }

        return septets <= 160 ? 1 : (septets + 152) / 153;
    }
}
