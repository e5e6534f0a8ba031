using System.Globalization;

namespace Ingestion.Classifier.Rules;

/// <summary>
/// Reads rule files. A line has what it does, a language, phrases parted by bars, and a note, parted by tabs; lines with # are comments:
/// <c>points CAUSE</c> with a number (and <c>always</c>), <c>CAUSE</c>, <c>except CAUSE</c>, <c>not-before</c>, <c>not-after</c>. In a phrase
/// <c>word-</c> is a word's beginning, <c>word!</c> counts with exactly these letters only, <c>*</c> is any word, <c>#</c> a number.
/// </summary>
internal sealed class PriorityRulesReader
{
    private const int MostPhrases = 20_000;
    private const int MostFaults = 50;

    private readonly List<PriorityCause> causes = [];
    private readonly List<(RuleSort Sort, string Cause, int Language, string Written, IReadOnlyList<RuleWord> Words)> lines = [];
    private readonly List<string> faults = [];

    public static PriorityRules ReadEmbedded()
    {
        var reader = new PriorityRulesReader();
        reader.ReadShipped();
        return reader.Build();
    }

    /// <exception cref="InvalidDataException">Something in the file is wrong.</exception>
    public static PriorityRules ReadExtended(TextReader text, string file)
    {
        var reader = new PriorityRulesReader();
        reader.ReadShipped();
        reader.Read(text, file);
        return reader.Build();
    }

    private void ReadShipped()
    {
        using var stream = typeof(PriorityRulesReader).Assembly.GetManifestResourceStream("Rules.priority.tsv") ?? throw new InvalidOperationException("no rules of priority");
        using var text = new StreamReader(stream);
        Read(text, "priority.tsv");
    }

    private void Read(TextReader text, string file)
    {
        var number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line) && line[0] != '#' && Fault(line) is { } fault && faults.Count < MostFaults)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{file}, line {number}: {fault}"));
            }
        }
    }

    /// <summary>Takes a line in; what is wrong with it, or null.</summary>
    private string? Fault(string line)
    {
        var columns = line.Split('\t');
        var head = columns[0].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (columns.Length < 2 || head.Length == 0)
        {
            return "expected at least two columns, parted by tabs";
        }

        if (head is ["points", var declared])
        {
            return Declare(declared, columns[1]);
        }

        var (sort, cause) = head switch
        {
            ["except", var name] => (RuleSort.Except, name),
            ["not-before"] => (RuleSort.NotBefore, ""),
            ["not-after"] => (RuleSort.NotAfter, ""),
            [var name] => (RuleSort.Raise, name),
            _ => (RuleSort.Raise, columns[0]),
        };
        if (cause.Length > 0 && !causes.Exists(known => known.Name == cause))
        {
            return $"'{cause}' is no cause; there are {string.Join(", ", causes.Select(known => known.Name))}; a line 'points {cause}' with a number makes one";
        }

        var language = columns[1] == "any" ? CueLanguage.Other : CueLanguage.Of(columns[1]);
        if (language < 0 || (language == CueLanguage.Other && columns[1] != "any"))
        {
            return $"'{columns[1]}' is no language; write tr, az, fa, en or any";
        }

        if (columns.Length < 3 || columns[2].Length == 0)
        {
            return "the third column has no phrases";
        }

        foreach (var written in columns[2].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (RulePhraseReader.Read(written, out var words) is { } fault)
            {
                return $"'{written}' {fault}";
            }

            if (lines.Count == MostPhrases)
            {
                return string.Create(CultureInfo.InvariantCulture, $"there are more than {MostPhrases} phrases");
            }

            lines.Add((sort, cause, language, written, words));
        }

        return null;
    }

    private string? Declare(string name, string value)
    {
        var words = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var points) || points > PriorityScale.Most || words is [_, not "always"])
        {
            return $"'{value}' is not how many points: a number from 0 to {PriorityScale.Most.ToString(CultureInfo.InvariantCulture)}, with 'always' behind it where it counts for praise and suggestions, too";
        }

        if (!name.All(letter => char.IsAsciiLetterLower(letter) || letter == '-') || name is "points" or "except" or "not-before" or "not-after")
        {
            return $"'{name}' cannot be a cause: write small letters a to z and hyphens";
        }

        var cause = new PriorityCause(name, points, words.Length == 2);
        var known = causes.FindIndex(one => one.Name == name);
        if (known >= 0)
        {
            causes[known] = cause;
        }
        else if (causes.Count == PriorityRules.MostCauses)
        {
            return string.Create(CultureInfo.InvariantCulture, $"there are more than {PriorityRules.MostCauses} causes");
        }
        else
        {
            causes.Add(cause);
        }

        return null;
    }

    private static string? AsWritten(string written) =>
        Array.Find(written.Split(' '), word => word.EndsWith('!') || word.EndsWith("!-", StringComparison.Ordinal))?.TrimEnd('-').TrimEnd('!');

    private PriorityRules Build()
    {
        var trie = new RuleTrie();
        var behind = new RuleTrie();
        var phrases = new List<RulePhrase>();
        foreach (var (sort, name, language, written, words) in lines)
        {
            var cause = causes.FindIndex(known => known.Name == name);
            var tag = (language == CueLanguage.Other ? "any" : CueLanguage.Tag(language)) + ":" + written;
            var reason = cause < 0 ? ModelReason.Doubt : new ClassificationReason("priority", string.Create(CultureInfo.InvariantCulture, $"{name}+{causes[cause].Points} {tag}"));
            phrases.Add(new RulePhrase(sort, Math.Max(0, cause), language, reason, cause < 0 ? reason : new ClassificationReason("priority", $"{name} {tag}"), AsWritten(written)));
            if (!(sort == RuleSort.NotAfter ? behind : trie).Add(words, phrases.Count) && faults.Count == 0)
            {
                faults.Add("the phrases have too many letters together: leave some out");
            }
        }

        trie.Arrange();
        behind.Arrange();
        return faults.Count == 0 ? new PriorityRules(causes, phrases, trie, behind) : throw new InvalidDataException(string.Join('\n', faults));
    }
}
