namespace Ingestion.Mail.Replies;

/// <summary>A short note above the history which says that the answers stand within it, as writers in Outlook do, which marks no quoted line.</summary>
internal static class AnswersWithin
{
    private const int LongestNote = 200;

    private static readonly FoldedWords Words = new(
        "answers below", "replies below", "responses below", "comments below", "answers inline", "replies inline", "comments inline", "in line below", "inline below", "see inline", "see my answers",
        "see my comments", "below in red", "below in blue", "below in bold", "in red below", "in blue below", "cevaplarım aşağıda", "cevaplar aşağıda", "cevabım aşağıda", "yanıtlarım aşağıda", "yanıtlar aşağıda",
        "yanıtım aşağıda", "aşağıda kırmızı", "aşağıda mavi", "aşağıda yanıtladım", "aşağıda cevapladım", "aşağıya yazdım", "aşağıda yazdım", "kırmızı ile yazdım", "kırmızıyla yazdım",
        "cavablarım aşağıda", "cavablar aşağıda", "cavabım aşağıda", "aşağıda cavab", "aşağıda qırmızı", "qırmızı ilə yaz", "qırmızı rənglə", "aşağıda göy rəng", "پاسخ‌ها در زیر", "پاسخ ها در زیر", "پاسخ‌هایم در زیر",
        "پاسخ‌هایم را در زیر", "پاسخ‌ها را در زیر", "پاسخ ها را در زیر", "جواب‌ها در زیر", "جواب ها در زیر", "جواب‌ها را در زیر", "جواب ها را در زیر", "جواب‌هایم در زیر", "جواب‌هایم را در زیر", "به رنگ قرمز", "با رنگ قرمز");

    public static bool AreTold(ReadOnlySpan<char> own)
    {
        own = QuoteMarks.Trim(own);
        if (own.Length > LongestNote)
        {
            return false;
        }

        Span<char> letters = stackalloc char[LongestNote];
        return Words.AreIn(FoldedWords.Fold(own, letters));
    }
}
