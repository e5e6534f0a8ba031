using System.Globalization;

namespace Ingestion.Bench.Matching;

/// <summary>Writes texts of one language from its sentences.</summary>
internal sealed class Letters(TextBook book, Random random)
{
    public TextBook Book => book;

    public string Any(string section) => Any(book[section]);

    public string Any(string[] choices) => choices[random.Next(choices.Length)];

    public Matter NewMatter(string topic)
    {
        var numbered = topic is "delivery" or "quality" or "billing" or "refund" && random.Next(100) < 65;
        return new Matter(
            topic,
            topic is not "staff" && random.Next(10) < 6 ? $"{Brand()} {Any(topic + ":slot")}" : Any(topic + ":slot"),
            numbered ? NewNumber() : null,
            Any("place"),
            random.Next(20, 4_000).ToString(CultureInfo.InvariantCulture),
            random.Next(11, 88))
        {
            Sentences = [.. Enumerable.Range(0, book[topic].Length)],
        };
    }

    /// <summary>A made-up name, as shops and makers have.</summary>
    private string Brand()
    {
        var syllables = book.Language == "fa"
            ? new[] { "نو", "تا", "پار", "سا", "مان", "دی", "رو", "کی", "لا", "بر", "شا", "گل" }
            : ["ve", "lo", "ra", "kar", "mit", "no", "sa", "tel", "bo", "zen", "du", "pri", "ga", "fi"];
        var name = string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => Any(syllables)));
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    public string NewNumber() => random.Next(4) switch
    {
        0 => random.Next(100_000, 999_999).ToString(CultureInfo.InvariantCulture),
        1 => $"{(char)random.Next('A', 'Z' + 1)}{(char)random.Next('A', 'Z' + 1)}-{random.Next(10_000, 999_999)}",
        2 => random.NextInt64(10_000_000, 9_999_999_999).ToString(CultureInfo.InvariantCulture),
        _ => $"2026-{random.Next(1_000, 99_999):D6}",
    };

    /// <summary>A mail: greeting, the matter, details, closing.</summary>
    public string Mail(Matter matter, string name, bool withNumber, string? party)
    {
        var sentences = new List<string>();
        if (random.Next(10) < 8)
        {
            sentences.Add(Any("greeting"));
        }

        sentences.Add(Core(matter));
        if (withNumber && matter.Number is not null)
        {
            sentences.Insert(sentences.Count - random.Next(2), NumberSentence(matter));
        }

        foreach (var detail in Shuffled(book["detail"]).Take(random.Next(1, 4)))
        {
            sentences.Add(Fill(detail, matter, name));
        }

        if (random.Next(10) < 6)
        {
            sentences.Add(Any("demand"));
        }

        if (party is not null && random.Next(10) < 4)
        {
            sentences.Add(party);
        }

        if (random.Next(10) < 8)
        {
            sentences.Add(Fill(Any("closing"), matter, name));
        }

        return Spelled(string.Join(random.Next(3) == 0 ? "\n" : " ", sentences));
    }

    public string Short(Matter matter, bool withNumber)
    {
        var core = Core(matter);
        return Spelled(withNumber && matter.Number is not null ? core + " " + NumberSentence(matter) : core);
    }

    public string Core(Matter matter) => Fill(book[matter.Topic][matter.Sentences[random.Next(matter.Sentences.Length)]], matter, "");

    public string NumberSentence(Matter matter) =>
        Any(matter.Topic == "billing" ? "number:bill" : "number:order").Replace("{n}", matter.Number, StringComparison.Ordinal);

    public string Fill(string sentence, Matter matter, string name) => sentence
        .Replace("{s}", matter.Slot, StringComparison.Ordinal)
        .Replace("{place}", matter.Place, StringComparison.Ordinal)
        .Replace("{amount}", matter.Amount, StringComparison.Ordinal)
        .Replace("{minutes}", matter.Minutes.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{year}", (1990 + (matter.Minutes % 30)).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{name}", name, StringComparison.Ordinal);

    /// <summary>Persian is written with Persian digits.</summary>
    public string Spelled(string text) =>
        book.Language == "fa" ? new string([.. text.Select(letter => char.IsAsciiDigit(letter) ? (char)('\u06F0' + letter - '0') : letter)]) : text;

    public string[] Shuffled(string[] from)
    {
        var copy = from.ToArray();
        random.Shuffle(copy);
        return copy;
    }
}
