namespace Ingestion.Worker.Matching;

/// <summary>Words beside a number that say what it is, by their folded beginnings.</summary>
internal static class NumberCues
{
    private const int LongestCue = 16;

    private static readonly string[] Matter =
        Folded("sipariş sifariş سفارش order kargo takip fatura faktura qaimə فاکتور صورتحساب قبض invoice receipt مرسوله رهگیری پیگیری bağlama izləmə shipment tracking parcel gönderi bildirim talep müraciət ticket rezervasyon rezervasiya رزرو booking reservation işlem əməliyyat تراکنش transaction arıza");

    private static readonly string[] Party =
        Folded("müşteri müştəri مشتری customer abone abonent اشتراک subscri sözleşme müqavilə قرارداد contract tel telefon gsm mobil تلفن موبایل تماس phone mobile hesap hesab حساب account iban kart کارت card üye üzv عضویت member tc kimlik fin şəxsiyyət ملی passport");

    private static readonly string[] Units =
        Folded("tl try lira manat azn qəpik تومان تومن ریال toman rial usd eur gbp dollar euro pound dolar avro gün gündür ay il saat dəqiqə dakika روز ساعت ماه day hour minute week month kişi adet ədəd عدد piece pcs mb gb kg gram");

    public static ReferenceSort? SortOf(ReadOnlySpan<char> word)
    {
        Span<char> letters = stackalloc char[LongestCue];
        ReadOnlySpan<char> folded = letters[..Fold(word, letters)];
        return Names(folded, Matter) ? ReferenceSort.Matter : Names(folded, Party) ? ReferenceSort.Party : null;
    }

    /// <summary>Whether a number before the word counts something.</summary>
    public static bool IsUnit(ReadOnlySpan<char> word)
    {
        Span<char> letters = stackalloc char[LongestCue];
        return IsCurrencySign(word) || Names(letters[..Fold(word, letters)], Units);
    }

    public static bool IsCurrencySign(ReadOnlySpan<char> word) => word.Length is 1 or 2 && word[0] is '$' or '€' or '£' or '₺' or '₼' or '﷼' or '¥';

    /// <summary>Whether the word is one of the cues with an ending; short cues take none, too many other words begin like them.</summary>
    private static bool Names(ReadOnlySpan<char> word, string[] cues)
    {
        foreach (var cue in cues)
        {
            if (word.StartsWith(cue, StringComparison.Ordinal) && (word.Length == cue.Length || cue.Length > 3))
            {
                return true;
            }
        }

        return false;
    }

    private static int Fold(ReadOnlySpan<char> word, Span<char> target)
    {
        var length = 0;
        foreach (var character in word)
        {
            var letter = LetterFolding.Of(character, out _);
            if (letter is LetterFolding.Gap or LetterFolding.Dropped or LetterFolding.Many || (length > 0 && (target[length - 1] == letter || (letter == 'h' && target[length - 1] is 's' or 'c' or 'g'))))
            {
                continue;
            }

            if (length == target.Length)
            {
                break;
            }

            target[length++] = letter;
        }

        return length;
    }

    private static string[] Folded(string words) => [.. words.Split(' ').Select(FoldedCue)];

    private static string FoldedCue(string word)
    {
        Span<char> letters = stackalloc char[LongestCue];
        return letters[..Fold(word, letters)].ToString();
    }
}
