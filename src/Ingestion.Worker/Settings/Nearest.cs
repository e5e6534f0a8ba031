namespace Ingestion.Worker.Settings;

/// <summary>Finds what was probably meant, for faults in settings and on the command line.</summary>
internal static class Nearest
{
    /// <summary>The nearest of <paramref name="known"/> within about a third of the letters, or null. Ordinal, in any case.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        string? best = null;
        var limit = Math.Clamp(word.Length / 3, 1, 3);
        foreach (var candidate in known)
        {
            var distance = word.Length > 100 ? int.MaxValue : Distance(word, candidate);
            if (distance <= limit)
            {
                limit = distance - 1;
                best = candidate;
            }
        }

        return best;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours between the two (Damerau, restricted).</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var change = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                var best = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    best = Math.Min(best, rows[i - 2, j - 2] + 1);
                }

                rows[i, j] = best;
            }
        }

        return rows[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
