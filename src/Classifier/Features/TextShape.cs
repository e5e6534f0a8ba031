namespace Ingestion.Classifier.Features;

/// <summary>What a text looks like, whatever it says: capitals, numbers, money, links. Read of its beginning.</summary>
internal struct TextShape
{
    private const int MaxCharacters = 3_000;
    private const int PhoneDigits = 7;
    private const int ShortCodeDigits = 4;

    private const int TableSize = 0x700;
    private const int Signs = 16;

    /// <summary>Counters of one sign, used in turn: the next count need not wait for the last.</summary>
    private const int Turns = 4;

    private static readonly Sign[] Table = [.. Enumerable.Range(0, TableSize).Select(code => Find((char)code))];

    public int Capitals;
    public int Smalls;
    public int Digits;

    /// <summary>Numbers of seven digits and more, spaces left out.</summary>
    public int Phones;

    /// <summary>Numbers of four to six digits.</summary>
    public int ShortCodes;

    public int Money;
    public int Percents;
    public int Exclamations;
    public int Mentions;
    public int Pictures;
    public int Lines;

    public static TextShape Of(ReadOnlySpan<char> text)
    {
        var shape = default(TextShape);
        Span<int> counts = stackalloc int[Turns * Signs];
        counts.Clear();
        var run = 0;
        text = text[..Math.Min(text.Length, MaxCharacters)];
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            var sign = character < TableSize ? Table[character] : Find(character);
            counts[((i & (Turns - 1)) * Signs) + (int)sign]++;
            if (sign == Sign.Digit)
            {
                run++;
            }
            else if (run > 0 && character is not (' ' or '-'))
            {
                shape.EndNumber(run);
                run = 0;
            }
        }

        shape.EndNumber(run);
        for (var turn = 0; turn < Turns; turn++)
        {
            shape.Add(counts.Slice(turn * Signs, Signs));
        }

        return shape;
    }

    private void EndNumber(int run)
    {
        Phones += run >= PhoneDigits ? 1 : 0;
        ShortCodes += run is >= ShortCodeDigits and < PhoneDigits ? 1 : 0;
    }

    private void Add(ReadOnlySpan<int> counts)
    {
        Digits += counts[(int)Sign.Digit];
        Smalls += counts[(int)Sign.Small];
        Capitals += counts[(int)Sign.Capital];
        Lines += counts[(int)Sign.Line];
        Exclamations += counts[(int)Sign.Exclamation];
        Percents += counts[(int)Sign.Percent];
        Mentions += counts[(int)Sign.Mention];
        Money += counts[(int)Sign.Money];
        Pictures += counts[(int)Sign.Picture];
    }

    private static Sign Find(char character) => character switch
    {
        >= '0' and <= '9' => Sign.Digit,
        >= 'a' and <= 'z' => Sign.Small,
        >= 'A' and <= 'Z' => Sign.Capital,
        '\n' => Sign.Line,
        '!' => Sign.Exclamation,
        '%' => Sign.Percent,
        '@' => Sign.Mention,
        '$' or '\u00A3' or '\u20AC' or '\u20BA' or '\u20BC' or '\uFFFD' => Sign.Money,
        >= '\uD83C' and <= '\uD83E' => Sign.Picture,
        _ => Sign.None,
    };

    private enum Sign : byte
    {
        None,
        Digit,
        Small,
        Capital,
        Line,
        Exclamation,
        Percent,
        Mention,
        Money,
        Picture,
    }
}
