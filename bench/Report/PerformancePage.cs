namespace Ingestion.Bench.Report;

/// <summary>Replaces the table in a Markdown page, between its two marks.</summary>
internal static class PerformancePage
{
    private const string Begin = "<!-- measured: begin -->";
    private const string End = "<!-- measured: end -->";

    public static void Update(string file, Results results)
    {
        var page = File.ReadAllText(file);
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < Begin.Length || end < begin)
        {
            throw new InvalidOperationException($"{file} lacks the marks {Begin} and {End}");
        }

        File.WriteAllText(file, $"{page[..begin]}\n{results.Markdown()}{page[end..]}");
    }
}
