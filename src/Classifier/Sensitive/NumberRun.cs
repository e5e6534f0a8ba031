namespace Ingestion.Classifier.Sensitive;

/// <summary>
/// Groups of digits that stand together, parted by up to three spaces, dashes or dots (those of a card also by what parts lists), and what they are: each
/// alone, or as people part one number.
/// </summary>
internal ref struct NumberRun
{
    /// <summary>A longer row of digits is nobody's number.</summary>
    private const int MostDigits = 256;
    private const int MostGroups = 80;
    private const int IbanDigits = 24;
    private const string ListSigns = ",/|*\r\n";

    private readonly ReadOnlySpan<char> text;
    private readonly Span<byte> digits;
    private readonly Span<int> places;

    /// <summary>For each group the number of its first digit; behind the last one the count of all.</summary>
    private readonly Span<int> groups;
    private int digitCount;
    private int groupCount;

    private NumberRun(ReadOnlySpan<char> text, Span<byte> digits, Span<int> places, Span<int> groups)
    {
        this.text = text;
        this.digits = digits;
        this.places = places;
        this.groups = groups;
    }

    /// <summary>Reads the run that begins with the digit at <paramref name="start"/>; returns where to go on.</summary>
    public static int Take(ReadOnlySpan<char> text, int start, ref List<SensitiveNumber>? found)
    {
        var run = new NumberRun(text, stackalloc byte[MostDigits], stackalloc int[MostDigits], stackalloc int[MostGroups + 1]);
        var end = run.Read(start);
        if (run.digitCount >= 10)
        {
            run.Judge(ref found);
        }

        return end;
    }

    private int Read(int start)
    {
        var at = start;
        while (at < text.Length && groupCount < MostGroups)
        {
            var begin = at;
            groups[groupCount++] = digitCount;
            while (at < text.Length && DigitOf(text[at]) is >= 0 and var digit)
            {
                if (digitCount == MostDigits)
                {
                    return GiveUp(begin, at);
                }

                digits[digitCount] = (byte)digit;
                places[digitCount++] = at++;
            }

            groups[groupCount] = digitCount;
            var next = at;
            var spaces = 0;
            while (next < text.Length && IsSeparator(text[next], ref spaces))
            {
                next++;
            }

            if (next >= text.Length || next == at || spaces > 3 || DigitOf(text[next]) < 0 || (text[at..next].ContainsAny(ListSigns) && !IsPartOfCard(next)))
            {
                return at;
            }

            at = next;
        }

        return at;
    }

    /// <summary>Four digits, and three or four behind the sign that parts lists, too.</summary>
    private readonly bool IsPartOfCard(int next) =>
        digitCount - groups[groupCount - 1] == 4 && next + 2 < text.Length && DigitOf(text[next + 1]) >= 0 && DigitOf(text[next + 2]) >= 0;

    /// <summary>A group that has no room begins the next run; one that never ends is no number at all.</summary>
    private int GiveUp(int begin, int at)
    {
        groupCount--;
        digitCount = groups[groupCount];
        if (groupCount > 0)
        {
            return begin;
        }

        while (at < text.Length && DigitOf(text[at]) >= 0)
        {
            at++;
        }

        return at;
    }

    private readonly void Judge(ref List<SensitiveNumber>? found)
    {
        for (var first = 0; first < groupCount; first++)
        {
            if (AddAccount(first, ref found) is > 0 and var taken)
            {
                first += taken - 1;
                continue;
            }

            for (var end = Math.Min(groupCount, first + IbanDigits); end > first; end--)
            {
                if (groups[end] - groups[first] is >= 10 and <= IbanDigits && MayBeOne(first, end) && Add(first, end, ref found))
                {
                    first = end - 1;
                    break;
                }
            }
        }
    }

    /// <summary>One group; a card as it is printed; or groups as people part one number, when nothing of the same kind goes on before or behind them.</summary>
    private readonly bool MayBeOne(int first, int end) =>
        end - first == 1
        || IsCardLayout(first, end - first)
        || (IsOneNumber(first, end)
            && !IsList(first, end)
            && ((first == 0 && end == groupCount)
                || (IsEvenlyParted(first, end)
                    && (first == 0 || !Separator(first).SequenceEqual(Separator(first + 1)))
                    && (end == groupCount || !Separator(end).SequenceEqual(Separator(first + 1))))));

    /// <summary>Groups as people part one number: of equal size, or none of them short but the last. A date and an hour are not.</summary>
    private readonly bool IsOneNumber(int first, int end)
    {
        var (isEqual, isLong) = (true, true);
        for (var group = first; group < end - 1; group++)
        {
            isEqual &= Size(group) == Size(first);
            isLong &= Size(group) >= 3;
        }

        return isLong || (isEqual && Size(end - 1) <= Size(first));
    }

    /// <summary>Commas and slashes part lists, dates and amounts.</summary>
    private readonly bool IsList(int first, int end)
    {
        for (var group = first + 1; group < end; group++)
        {
            if (Separator(group).ContainsAny(ListSigns))
            {
                return true;
            }
        }

        return false;
    }

    private readonly bool IsEvenlyParted(int first, int end)
    {
        for (var group = first + 2; group < end; group++)
        {
            if (!Separator(group).SequenceEqual(Separator(first + 1)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An account behind the letters of its country, with other numbers behind it; returns its groups.</summary>
    private readonly int AddAccount(int group, ref List<SensitiveNumber>? found)
    {
        if (!IsCountry(places[groups[group]]))
        {
            return 0;
        }

        var count = 1;
        while (group + count < groupCount && groups[group + count] - groups[group] < IbanDigits)
        {
            count++;
        }

        return Add(group, group + count, ref found) ? count : 0;
    }

    /// <summary>4-4-4-4, 4-4-4-4-3 or 4-6-5 with one kind of separator.</summary>
    private readonly bool IsCardLayout(int first, int count)
    {
        if (count is < 3 or > 5)
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            var size = Size(first + i);
            var wanted = count == 3 ? (i == 0 ? 4 : i == 1 ? 6 : 5) : i == 4 ? 3 : 4;
            if (size != wanted || (i > 1 && !Separator(first + i).SequenceEqual(Separator(first + 1))))
            {
                return false;
            }
        }

        return true;
    }

    private readonly int Size(int group) => groups[group + 1] - groups[group];

    /// <summary>What stands before a group that is not the first.</summary>
    private readonly ReadOnlySpan<char> Separator(int group)
    {
        var from = places[groups[group] - 1] + 1;
        return text[from..places[groups[group]]];
    }

    private readonly bool Add(int first, int end, ref List<SensitiveNumber>? found)
    {
        var from = groups[first];
        var number = digits[from..groups[end]];
        var start = places[from];
        if (!IsFree(start) || KindOf(number, start) is not { } kind)
        {
            return false;
        }

        var begin = kind == SensitiveKind.Iban ? IbanStart(start) : start;
        (found ??= []).Add(new SensitiveNumber(kind, begin, places[groups[end] - 1] + 1 - begin));
        return true;
    }

    /// <summary>No part of a word such as an order's number: nothing before it, letters that know no such words, or the name of what it is ("TCKN10000000146").</summary>
    private readonly bool IsFree(int start) =>
        start == 0 || !char.IsLetter(text[start - 1]) || text[start - 1] is >= '\u0600' and <= '\u06FF' || IsCountry(start) || NumberNames.EndsWithOne(text[..start]);

    private readonly SensitiveKind? KindOf(ReadOnlySpan<byte> number, int start) => number.Length switch
    {
        >= 15 and <= 19 when CardNumber.IsCard(number) => SensitiveKind.Card,
        IbanDigits when Iban.IsValid(number, CountryBefore(start)) => SensitiveKind.Iban,
        11 when PersonNumber.IsTurkish(number) => SensitiveKind.TurkishId,
        10 when PersonNumber.IsIranian(number) && IranianContext.IsAround(text, start) => SensitiveKind.IranianId,
        _ => null,
    };

    /// <summary>The letters TR or IR before the digits, or nothing.</summary>
    private readonly ReadOnlySpan<char> CountryBefore(int start)
    {
        var begin = IbanStart(start);
        return begin == start ? default : text.Slice(begin, 2);
    }

    private readonly bool IsCountry(int start) => IbanStart(start) < start;

    private readonly int IbanStart(int start)
    {
        var at = start - 1;
        var spaces = 0;
        while (at >= 0 && IsSeparator(text[at], ref spaces) && spaces <= 3)
        {
            at--;
        }

        return at >= 1 && Iban.IsCountry(text[at - 1], text[at]) && (at < 2 || !char.IsLetterOrDigit(text[at - 2])) ? at - 1 : start;
    }

    private static bool IsSeparator(char character, ref int spaces)
    {
        switch (character)
        {
            case ' ' or '\t' or '\u00A0' or '\u202F' or '\u2009' or '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' or '.' or '_' or ',' or '/' or '|' or '*' or '\r' or '\n':
                spaces++;
                return true;
            case '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'):
                return true;
            default:
                return false;
        }
    }

    private static int DigitOf(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= '\u0660' and <= '\u0669' => character - '\u0660',
        >= '\u06F0' and <= '\u06F9' => character - '\u06F0',
        _ => -1,
    };
}
