using System.Buffers;

namespace Ingestion.Classifier.Rules;

/// <summary>
/// Azerbaijani in Cyrillic letters, written in Latin ones so that phrases find it: all words of a text that has a letter which Russian lacks, and in any text
/// those words that mix both scripts, where a Cyrillic letter stands for the Latin one that it looks like. One letter for one.
/// </summary>
internal static class CyrillicAzerbaijani
{
    private const char First = '\u0400';
    private const char Last = '\u04FF';

    private static readonly SearchValues<char> Own = SearchValues.Create("әӘҹҸҝҜғҒһҺөӨүҮјЈ");

    /// <summary>Subject and text, one behind the other; null where nothing of them changes.</summary>
    public static char[]? InLatin(ReadOnlySpan<char> subject, ReadOnlySpan<char> text)
    {
        char[] written = [.. subject, .. text];
        var isAzerbaijani = written.AsSpan().ContainsAny(Own);
        var isChanged = Write(written.AsSpan(0, subject.Length), isAzerbaijani);
        return Write(written.AsSpan(subject.Length), isAzerbaijani) || isChanged ? written : null;
    }

    private static bool Write(Span<char> text, bool isAzerbaijani)
    {
        var isChanged = false;
        for (var start = 0; start < text.Length; start++)
        {
            var end = start;
            var (cyrillic, latin) = (0, 0);
            for (; end < text.Length && char.IsLetter(text[end]); end++)
            {
                cyrillic += text[end] is >= First and <= Last ? 1 : 0;
                latin += text[end] < '\u02B0' ? 1 : 0;
            }

            if (cyrillic > 0 && (latin > 0 || isAzerbaijani))
            {
                isChanged = true;
                foreach (ref var letter in text[start..end])
                {
                    letter = latin > 0 ? LookAlike(letter) : Sound(letter);
                }
            }

            start = end;
        }

        return isChanged;
    }

    private static char LookAlike(char letter) => letter switch
    {
        'В' => 'B',
        'Н' => 'H',
        'Р' or 'р' => 'p',
        'С' or 'с' => 'c',
        'У' or 'у' => 'y',
        'І' or 'і' => 'i',
        'Ѕ' or 'ѕ' => 's',
        _ => Sound(letter),
    };

    /// <summary>The alphabet of 1958, and what Russian keyboards have in its place.</summary>
    private static char Sound(char letter) => char.ToLowerInvariant(letter) switch
    {
        'а' => 'a',
        'б' => 'b',
        'в' => 'v',
        'г' => 'q',
        'ғ' => 'ğ',
        'д' => 'd',
        'е' or 'э' => 'e',
        'ә' => 'ə',
        'ж' => 'j',
        'з' => 'z',
        'и' => 'i',
        'ы' => 'ı',
        'ј' or 'й' => 'y',
        'к' => 'k',
        'ҝ' => 'g',
        'л' => 'l',
        'м' => 'm',
        'н' => 'n',
        'о' => 'o',
        'ө' => 'ö',
        'п' => 'p',
        'р' => 'r',
        'с' => 's',
        'т' => 't',
        'у' => 'u',
        'ү' => 'ü',
        'ф' => 'f',
        'х' => 'x',
        'һ' => 'h',
        'ч' => 'ç',
        'ҹ' => 'c',
        'ш' => 'ş',
        'ъ' or 'ь' => '\'',
        _ => letter,
    };
}
