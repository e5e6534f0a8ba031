namespace Ingestion.Classifier.Features;

/// <summary>What a text looks like, whatever it says: capitals, numbers, money, links. Read of its beginning.</summary>
internal struct TextShape
{
    private const int MaxCharacters = 3_000;
    private const int PhoneDigits = 7;
    private const int ShortCodeDigits = 4;

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
        var run = 0;
        foreach (var character in text[..Math.Min(text.Length, MaxCharacters)])
        {
            if (char.IsAsciiDigit(character))
            {
                run++;
                shape.Digits++;
                continue;
            }

            if (run > 0 && character is not (' ' or '-'))
            {
                shape.EndNumber(run);
                run = 0;
            }

            shape.Add(character);
        }

        shape.EndNumber(run);
        return shape;
    }

    private void EndNumber(int run)
    {
        Phones += run >= PhoneDigits ? 1 : 0;
        ShortCodes += run is >= ShortCodeDigits and < PhoneDigits ? 1 : 0;
    }

    private void Add(char character)
    {
        switch (character)
        {
            case >= 'a' and <= 'z':
                Smalls++;
                break;
            case >= 'A' and <= 'Z':
                Capitals++;
                break;
            case '\n':
                Lines++;
                break;
            case '!':
                Exclamations++;
                break;
            case '%':
                Percents++;
                break;
            case '@':
                Mentions++;
                break;
            case '$' or '\u00A3' or '\u20AC' or '\u20BA' or '\u20BC' or '\uFFFD':
                Money++;
                break;
            case >= '\uD83C' and <= '\uD83E':
                Pictures++;
                break;
        }
    }
}
