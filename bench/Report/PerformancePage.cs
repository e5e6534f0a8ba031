namespace Ingestion.Bench.Report;

/// <summary>Replaces the table in a Markdown page, between its two marks.</summary>
internal static class PerformancePage
{
    public static void Update(string file, Results results) => Update(file, "measured", results.Markdown());

    /// <param name="file">The page.</param>
    /// <param name="mark">What the two marks are called.</param>
    /// <param name="table">What stands between them from now on.</param>
    public static void Update(string file, string mark, string table)
    {
        var (opening, closing) = ($"<!-- {mark}: begin -->", $"<!-- {mark}: end -->");
        var page = File.ReadAllText(file);
        var begin = page.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        var end = page.IndexOf(closing, StringComparison.Ordinal);
        if (begin < opening.Length || end < begin)
        {
            throw new InvalidOperationException($"{file} lacks the marks {opening} and {closing}");
        }

        File.WriteAllText(file, $"{page[..begin]}\n{table}{page[end..]}");
    }
}
