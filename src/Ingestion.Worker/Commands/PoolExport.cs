using System.Globalization;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>The pool's complaints as rows to train with: what people labelled, and on request what nobody did yet. Numbers of cards and persons are masked.</summary>
internal static class PoolExport
{
    /// <summary>Of the ids; rows of such a set are held out in part when a model is trained.</summary>
    public const string Set = "pool";

    private const int Page = 1000;

    /// <summary>Returns how many rows were written.</summary>
    public static async Task<int> WriteAsync(Database database, TextWriter writer, bool isAll, CancellationToken cancellationToken)
    {
        await writer.WriteLineAsync("id\tlang\ttext\tkind\tcategory\tlabel_source");
        var count = 0;
        long last = 0;
        while (true)
        {
            var rows = await database.ReadAsync(
                session => session.QueryAsync<Row>(
                    $"""
                    SELECT c.id, c.language, m.subject, m.body, c.kind, c.category, CASE WHEN EXISTS (SELECT 1 FROM label l WHERE l.complaint_id = c.id) THEN 1 ELSE 0 END AS labels
                    FROM complaint c JOIN complaint_message m ON m.complaint_id = c.id
                      AND m.message_id = (SELECT min(f.message_id) FROM complaint_message f WHERE f.complaint_id = c.id)
                    WHERE c.id > @last AND m.body <> '' {(isAll ? "" : "AND EXISTS (SELECT 1 FROM label l WHERE l.complaint_id = c.id)")}
                    ORDER BY c.id LIMIT {Page.ToString(CultureInfo.InvariantCulture)}
                    """,
                    new { last }),
                cancellationToken);
            foreach (var row in rows)
            {
                var isLabelled = row.Labels > 0;
                await writer.WriteLineAsync(string.Join(
                    '\t',
                    string.Create(CultureInfo.InvariantCulture, $"{Set}-{row.Id}"),
                    row.Language == "other" ? "xx" : row.Language,
                    Escape(string.IsNullOrEmpty(row.Subject) ? row.Body : row.Subject + "\n" + row.Body),
                    isLabelled ? row.Kind : "",
                    isLabelled && row.Kind is not ("spam" or "irrelevant") ? row.Category : "",
                    isLabelled ? "own" : "none"));
            }

            count += rows.Count;
            if (rows.Count < Page)
            {
                return count;
            }

            last = rows[^1].Id;
        }
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).ReplaceLineEndings("\\n").Replace('\t', ' ');

    private sealed record Row
    {
        public long Id { get; init; }

        public string Language { get; init; } = "";

        public string? Subject { get; init; }

        public string Body { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Category { get; init; } = "";

        public long Labels { get; init; }
    }
}
