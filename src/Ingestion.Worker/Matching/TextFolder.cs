using System.Buffers;

namespace Ingestion.Worker.Matching;

/// <summary>Writes folded words into a rented buffer: a space behind each.</summary>
internal sealed class TextFolder : IDisposable
{
    private const int LongestToken = 2_048;
    private const string VerbPrefix = "می";
    private const string NegatedVerbPrefix = "نمی";

    private static readonly string[] Suffixes = ["ها", "های", "هایی", "تر", "ترین"];

    private readonly char[] buffer = ArrayPool<char>.Shared.Rent(ComparableText.MaxKept + 64);
    private readonly bool[] capitals = ArrayPool<bool>.Shared.Rent(ComparableText.MaxKept + 64);
    private int length;
    private int word;
    private bool isCapital;

    public ReadOnlySpan<char> Written => buffer.AsSpan(0, length).TrimEnd(LetterFolding.Gap);

    /// <summary>At the place where a word begins: whether it was written with a capital that no sentence's begin explains.</summary>
    public ReadOnlySpan<bool> Capitals => capitals.AsSpan(0, length);

    public void Append(ReadOnlySpan<char> text)
    {
        var begins = true;
        while (!text.IsEmpty && length < ComparableText.MaxKept)
        {
            text = text.TrimStart();
            var end = 0;
            while (end < text.Length && end < LongestToken && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            isCapital = !begins && IsCapital(text[..end]);
            AppendToken(text[..end]);
            begins = end > 0 && (text[0] is '@' or '#' || EndsSentence(text, end));
            text = text[end..];
            if (text.IsEmpty || end < LongestToken)
            {
                EndWord();
            }
        }

        EndWord();
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(buffer);
        ArrayPool<bool>.Shared.Return(capitals);
    }

    /// <summary>One capital and small letters: words in capitals only are shouted.</summary>
    private static bool IsCapital(ReadOnlySpan<char> token) => token.Length > 2 && char.IsUpper(token[0]) && char.IsLower(token[1]);

    private static bool EndsSentence(ReadOnlySpan<char> text, int end) =>
        text[end - 1] is '.' or ',' or '،' or '!' or '?' or ':' or '؟' or '-' or '>' or '…' || (end < text.Length && text[end] is '\n' or '\r');

    private void AppendToken(ReadOnlySpan<char> token)
    {
        if (AddressText.IsLink(token))
        {
            AppendWord(ComparableText.Link);
            return;
        }

        if (AddressText.IsMailbox(token))
        {
            AppendWord(ComparableText.Mailbox);
            return;
        }

        for (var i = 0; i < token.Length && length < ComparableText.MaxKept; i++)
        {
            var codePoint = char.IsHighSurrogate(token[i]) && i + 1 < token.Length && char.IsLowSurrogate(token[i + 1])
                ? char.ConvertToUtf32(token[i], token[++i])
                : token[i];
            var letter = LetterFolding.Of(codePoint, out var many);
            if (many is null)
            {
                Add(letter);
                continue;
            }

            foreach (var part in many)
            {
                Add(part);
            }
        }
    }

    private void AppendWord(string placeholder)
    {
        EndWord();
        placeholder.CopyTo(buffer.AsSpan(length));
        length += placeholder.Length;
        EndWord();
    }

    private void Add(char letter)
    {
        if (letter == LetterFolding.Gap)
        {
            EndWord();
            return;
        }

        if (letter == LetterFolding.Dropped)
        {
            return;
        }

        if (length > word && !char.IsAsciiDigit(letter))
        {
            var last = buffer[length - 1];

            // "çoook" and "çok"; and "yaxshi" for "yaxşı", "chox" for "çox", "agh" for "ağ".
            if (last == letter || (letter == 'h' && last is 's' or 'c' or 'g'))
            {
                return;
            }
        }

        if (length == word)
        {
            capitals[length] = isCapital;
            isCapital = false;
        }

        buffer[length++] = letter;
    }

    private void EndWord()
    {
        if (length == word)
        {
            return;
        }

        while (IsSuffix(buffer.AsSpan(word, length - word)) && word > 0)
        {
            JoinToLast();
        }

        // Persian writes "می شود", "می‌شود" and "میشود": the last form stands for all.
        var written = buffer.AsSpan(word, length - word);
        if (written.SequenceEqual(VerbPrefix) || written.SequenceEqual(NegatedVerbPrefix))
        {
            return;
        }

        ReplaceTrackingNumber();
        buffer[length++] = LetterFolding.Gap;
        word = length;
    }

    private void JoinToLast()
    {
        var from = word;
        var to = word - 1;
        if (buffer[to - 1] == buffer[from])
        {
            from++;
        }

        buffer.AsSpan(from, length - from).CopyTo(buffer.AsSpan(to));
        length -= from - to;
        word = buffer.AsSpan(0, to).LastIndexOf(LetterFolding.Gap) + 1;
    }

    /// <summary>Twelve digits, or three groups of four.</summary>
    private void ReplaceTrackingNumber()
    {
        var start = word;
        var written = buffer.AsSpan(word, length - word);
        if (written.Length == 4 && word >= 10)
        {
            var groups = buffer.AsSpan(word - 10, 14);
            if (groups[4] == LetterFolding.Gap && groups[9] == LetterFolding.Gap && (word == 10 || buffer[word - 11] == LetterFolding.Gap)
                && AreDigits(groups[..4]) && AreDigits(groups[5..9]))
            {
                start = word - 10;
            }
        }

        if (AreDigits(written) && (written.Length == 12 || start < word))
        {
            ComparableText.Tracking.CopyTo(buffer.AsSpan(start));
            length = start + ComparableText.Tracking.Length;
            word = start;
        }
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsSuffix(ReadOnlySpan<char> written)
    {
        if (written[0] is not ('ه' or 'ت') || written.Length > 4)
        {
            return false;
        }

        foreach (var suffix in Suffixes)
        {
            if (written.SequenceEqual(suffix))
            {
                return true;
            }
        }

        return false;
    }
}
