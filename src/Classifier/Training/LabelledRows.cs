namespace Ingestion.Classifier.Training;

/// <summary>
/// Reads labelled rows from tab-separated text: one header line that names the columns, no quoting, <c>\n</c> for a line break and
/// <c>\\</c> for a backslash. Columns: <c>id</c>, <c>lang</c> (else the beginning of the id), <c>text</c> (else labels for an id),
/// <c>kind</c>, <c>category</c>, <c>sentiment</c>, <c>urgency</c> (else what <c>priority</c> says of it), <c>priority</c>, <c>label_source</c> (else <c>own</c>); others are
/// passed over.
/// </summary>
public static class LabelledRows
{
    /// <exception cref="InvalidDataException">There is no header with an id, a row is shorter than its header, or a text is in no language.</exception>
    public static IEnumerable<LabelledRow> Read(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var head = (reader.ReadLine() ?? "").Split('\t');
        int[] at = [.. new[] { "id", "lang", "text", "kind", "category", "sentiment", "urgency", "label_source", "priority" }.Select(column => Array.IndexOf(head, column))];
        if (at[0] < 0)
        {
            throw new InvalidDataException($"{name}: the first line names no column 'id'");
        }

        var number = 1;
        while (reader.ReadLine() is { } line)
        {
            number++;
            var cells = line.Split('\t');
            if (cells.Length < head.Length)
            {
                throw new InvalidDataException($"{name}, line {number}: {cells.Length} columns instead of {head.Length}");
            }

            string Cell(int column) => at[column] < 0 ? "" : cells[at[column]];
            var id = Cell(0);
            var language = at[1] < 0 ? id[..Math.Max(0, id.IndexOf('-', StringComparison.Ordinal))] : Cell(1);
            if (at[2] >= 0 && !IsLanguage(language))
            {
                throw new InvalidDataException($"{name}, line {number}: '{language}' is no language; there are tr, az, fa, en, and xx for any other");
            }

            yield return new LabelledRow(
                id,
                language,
                at[2] < 0 ? null : Unescape(Cell(2)),
                Cell(3),
                Cell(4),
                Cell(5),
                at[6] < 0 ? UrgencyOf(Cell(8)) : Cell(6),
                at[7] < 0 ? LabelSource.Own : Cell(7),
                Cell(8));
        }
    }

    /// <summary>A tag such as de or tr-TR.</summary>
    private static bool IsLanguage(string tag) => tag.Split('-', '_')[0] is { Length: 2 } language && language.All(char.IsAsciiLetter);

    /// <summary>0 is none, 1 needs action, what is high (2) or urgent (3) is urgent.</summary>
    private static string UrgencyOf(string priority) => priority == "3" ? "2" : priority;

    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var written = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
                written.Append(text[i] == 'n' ? '\n' : text[i]);
            }
            else
            {
                written.Append(text[i]);
            }
        }

        return written.ToString();
    }
}
