using System.Collections.Frozen;

namespace Ingestion.Worker.Matching;

/// <summary>
/// Short numbers by which things are named: bus lines, flats, rooms, counters, days. Amounts, durations and counts are none; long numbers are
/// <see cref="ReferenceNumbers"/>.
/// </summary>
internal static class TextLabels
{
    /// <summary>Labels kept of one text.</summary>
    public const int Most = 8;

    private const int MostDigits = 4;
    private const int Distance = 3;
    private const int KindShift = 40;
    private const int LongestEnding = 3;
    private const int ShortestBeginning = 3;

    // A list of numbers names nothing.
    private const int MostRead = 64;

    // Behind a number they count.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Units = WordsOf(
        "dakika dakikada dakikadır dk saat saatte saattir gün günde gündür gunluk hafta haftada haftadır haftalık ay ayda aydır aylık yıl yıldır sene senedir kişi kişilik adet defa kez kere yüz yüzde bin milyon "
        + "dəqiqə dəqiqədir saatdır gündə gündir həftə həftədir aydır il ildir nəfər ədəd dəfə faiz min mln "
        + "دقیقه ساعت ساعته روز روزه هفته هفته‌ای ماه ماهه سال ساله نفر بار عدد درصد هزار میلیون میلیارد متر کیلو گیگ "
        + "minute minutes min mins hour hours hr hrs day days week weeks month months year years time times people person pieces pcs quid percent thousand million x km kg gb mb mbps metre metres am pm");

    private static readonly (TextLabel Kind, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Whole, string[] Beginnings)[] Cues =
    [
        Cue(TextLabel.Line, "hat bus tram line lines route train خط مترو", "otobüs hattı hatlı tramvay dolmuş metrobüs minibüs avtobus marşrut xətt xəttin اتوبوس buses"),
        Cue(TextLabel.Home, "ev flat flats apt blok block house unit", "daire dairede mənzil bina apartman apartment building واحد پلاک بلوک ساختمان"),
        Cue(TextLabel.Floor, "kat katta floor", "mərtəbə طبقه"),
        Cue(TextLabel.Room, "oda room ward", "odada otaq otağ salon sınıf sinif اتاق کلاس"),
        Cue(TextLabel.Desk, "till desk gate gişe kasa", "gişede banko kassa peron platform باجه صندوق counter"),
        Cue(TextLabel.Seat, "seat coach", "koltuk vagon vaqon صندلی واگن"),
    ];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Months = WordsOf(
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık yanvar fevral aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr "
        + "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند "
        + "january february march april june july august september october november december");

    /// <summary>Fills <paramref name="found"/> with marks; returns how many.</summary>
    public static int Read(ComparableText text, Span<ulong> found)
    {
        var (count, read) = (0, 0);
        for (var i = 0; i < text.Words.Length && count < found.Length && read < MostRead; i++)
        {
            var written = text[text.Words[i]];
            if (written.Length > MostDigits || written.ContainsAnyExceptInRange('0', '9') || IsCounted(text, i))
            {
                continue;
            }

            read++;
            var mark = TextMark.Of(TextMark.Label, ((ulong)KindOf(text, i) << KindShift) | ValueOf(written));
            if (!found[..count].Contains(mark))
            {
                found[count++] = mark;
            }
        }

        return count;
    }

    public static TextLabel KindOf(ulong mark) => (TextLabel)(TextMark.ValueOf(mark) >> KindShift);

    private static bool IsCounted(ComparableText text, int at) =>
        MoneyText.IsCurrency(text, at + 1) || MoneyText.IsCurrency(text, at - 1) || MoneyText.Read(text, at + 1) is not null
        || (at + 1 < text.Words.Length && Units.Contains(text[text.Words[at + 1]]));

    /// <summary>By the nearest word that says what is numbered, first behind the number, then before it.</summary>
    private static TextLabel KindOf(ComparableText text, int at)
    {
        for (var distance = 1; distance <= Distance; distance++)
        {
            if (KindBeside(text, at + distance, distance) is not TextLabel.Plain and var behind)
            {
                return behind;
            }

            if (distance < Distance && KindBeside(text, at - distance, distance) is not TextLabel.Plain and var before)
            {
                return before;
            }
        }

        return TextLabel.Plain;
    }

    private static TextLabel KindBeside(ComparableText text, int at, int distance)
    {
        if (at < 0 || at >= text.Words.Length)
        {
            return TextLabel.Plain;
        }

        var word = text[text.Words[at]];
        if (distance == 1 && IsMonth(word))
        {
            return TextLabel.Date;
        }

        foreach (var (kind, whole, beginnings) in Cues)
        {
            if (whole.Contains(word))
            {
                return kind;
            }

            foreach (var beginning in beginnings)
            {
                if (word.StartsWith(beginning))
                {
                    return kind;
                }
            }
        }

        return TextLabel.Plain;
    }

    /// <summary>Also with an ending: "noyabrda".</summary>
    private static bool IsMonth(ReadOnlySpan<char> word)
    {
        if (Months.Contains(word))
        {
            return true;
        }

        for (var length = word.Length - 1; length >= Math.Max(ShortestBeginning, word.Length - LongestEnding); length--)
        {
            if (Months.Contains(word[..length]))
            {
                return true;
            }
        }

        return false;
    }

    private static ulong ValueOf(ReadOnlySpan<char> digits)
    {
        var value = 0UL;
        foreach (var digit in digits)
        {
            value = (value * 10) + (ulong)(digit - '0');
        }

        return value;
    }

    private static (TextLabel Kind, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Whole, string[] Beginnings) Cue(TextLabel kind, string whole, string beginnings) =>
        (kind, WordsOf(whole), [.. beginnings.Split(' ').Select(Folded)]);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> WordsOf(string words) =>
        words.Split(' ').Select(Folded).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static string Folded(string word) => ComparableText.Of(word).Text;
}
