using System.Text;

namespace Ingestion.Worker.Commands;

/// <summary>Rows in aligned columns, two spaces apart; the last column is as long as it is.</summary>
internal static class TextTable
{
    public static void Write(TextWriter writer, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> lines = [head, .. rows];
        var widths = head.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
        {
            var text = new StringBuilder();
            for (var column = 0; column < line.Count; column++)
            {
                text.Append(column == line.Count - 1 ? line[column] : line[column].PadRight(widths[column] + 2));
            }

            writer.WriteLine(text.ToString().TrimEnd());
        }
    }
}
