namespace Ingestion.Bench.Matching;

/// <summary>Streams of messages of many customers with the true partition, the same for the same seed.</summary>
internal sealed class MatchingCorpus
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Languages = ["tr", "az", "fa", "en"];

    private readonly List<CorpusMessage> messages = [];
    private readonly Random random;
    private readonly Queue<(string Language, string Text)> noise;
    private readonly int days;
    private int contacts;
    private int matters;

    private MatchingCorpus(int seed, IReadOnlyList<(string Language, string Text)> noise, int days)
    {
        random = new Random(seed);
        this.days = days;
        this.noise = new Queue<(string, string)>(noise);
    }

    /// <summary>Messages by time.</summary>
    /// <param name="streams">Customers with matters of their own; those of clusters and noise come on top.</param>
    /// <param name="noise">Real texts, each a matter of its own: a third of them written by customers of the streams.</param>
    /// <param name="sentences">With sentences that the method was not chosen on, see <see cref="TextBook.Of"/>.</param>
    public static IReadOnlyList<CorpusMessage> Create(int seed, int streams, IReadOnlyList<(string Language, string Text)> noise, string? sentences = null)
    {
        // The same density of messages whatever their number.
        var corpus = new MatchingCorpus(seed, noise, Math.Max(60, 180 * streams / 5_000));
        foreach (var language in Languages)
        {
            var letters = new Letters(TextBook.Of(language, sentences), corpus.random);
            for (var stream = 0; stream < streams / Languages.Length; stream++)
            {
                corpus.AddStream(letters);
            }

            corpus.AddCampaigns(letters, streams);
            corpus.AddSharedLetters(letters, streams);
            corpus.AddIncidents(letters, streams);
        }

        while (corpus.noise.Count > 0)
        {
            corpus.AddNoise(++corpus.contacts, corpus.AnyTime());
        }

        return [.. corpus.messages.OrderBy(message => message.At).ThenBy(message => message.Contact)];
    }

    private DateTimeOffset AnyTime() => Begin.AddSeconds(random.NextInt64(days * 86_400L));

    private void AddNoise(int contact, DateTimeOffset at)
    {
        if (noise.TryDequeue(out var text))
        {
            var matter = ++matters;
            messages.Add(new CorpusMessage(contact, text.Language, matter, $"m{matter}", Variation.Noise, at, null, text.Text));
        }
    }

    private void AddStream(Letters letters)
    {
        var contact = ++contacts;
        var name = letters.Any("name");
        var party = letters.Spelled(letters.Any("party")
            .Replace("{c}", random.Next(1_000_000, 9_999_999).ToString("D7", null), StringComparison.Ordinal)
            .Replace("{t}", $"05{random.Next(100_000_000, 999_999_999)}", StringComparison.Ordinal));
        var count = random.Next(100) switch { < 50 => 1, < 78 => 2, < 92 => 3, _ => 4 };
        var at = AnyTime();
        var known = new List<Matter>();
        for (var i = 0; i < count; i++)
        {
            var (matter, sameWords) = NextMatter(letters, known);
            known.Add(matter);
            AddMatter(letters, contact, name, party, matter, sameWords ? Variation.SameWords : Variation.First, at);
            at = at.AddHours(random.Next(2) == 0 ? random.Next(2, 24 * 7) : random.Next(24 * 7, 24 * 60));
        }

        if (random.Next(3) == 0)
        {
            AddNoise(contact, at.AddHours(-random.Next(1, 200)));
        }
    }

    /// <summary>Half of a customer's matters are of a sort that they had before, some about the very same thing ordered again.</summary>
    private (Matter Matter, bool SameWords) NextMatter(Letters letters, List<Matter> known)
    {
        var before = known.Count > 0 && random.Next(2) == 0 ? known[random.Next(known.Count)] : null;
        for (var tries = 0; ; tries++)
        {
            var topic = before?.Topic ?? letters.Book.Matters[random.Next(letters.Book.Matters.Count)];
            var matter = letters.NewMatter(topic);
            if (before?.Number is not null && random.Next(10) == 0)
            {
                return (matter with { Slot = before.Slot, Number = letters.NewNumber(), Sentences = before.Sentences }, true);
            }

            var others = known.Where(other => other.Topic == topic).ToArray();
            if (tries == 20 || !Array.Exists(others, other => other.Slot.EndsWith(matter.Slot, StringComparison.Ordinal) || matter.Slot.EndsWith(other.Slot, StringComparison.Ordinal) || matter.Slot.Split(' ', 2)[^1] == other.Slot.Split(' ', 2)[^1]))
            {
                var sentences = matter.Sentences.Except(others.SelectMany(other => other.Sentences)).ToArray();
                var sameWords = sentences.Length == 0 || (others.Length > 0 && random.Next(12) == 0);
                return (matter with { Sentences = sameWords ? others[0].Sentences : [.. sentences.OrderBy(_ => random.Next()).Take(3)] }, sameWords);
            }
        }
    }

    private void AddMatter(Letters letters, int contact, string name, string party, Matter matter, Variation opening, DateTimeOffset at)
    {
        var id = ++matters;
        var repeats = new Repeats(letters, random);
        if (random.Next(8) == 0)
        {
            AddSession(letters, contact, id, matter, at);
            at = at.AddHours(random.Next(2, 72));
        }

        var first = random.Next(2) == 0 ? letters.Mail(matter, name, withNumber: true, party) : letters.Short(matter, withNumber: true);
        var opened = messages.Count > 0 && messages[^1].Matter == id;
        Add(opened ? Variation.Paraphrased : opening, first);
        var more = random.Next(100) switch { < 35 => 0, < 65 => 1, < 85 => 2, _ => random.Next(3, 5) };
        for (var i = 0; i < more; i++)
        {
            at = at.AddHours(random.Next(3) == 0 ? random.Next(1, 12) : random.Next(12, 24 * 9));
            var kind = repeats.NextKind(matter);
            Add(kind, repeats.Write(kind, first, matter, name, party));
        }

        void Add(Variation kind, string text) => messages.Add(new CorpusMessage(contact, letters.Book.Language, id, $"m{id}", kind, at, null, text));
    }

    private void AddSession(Letters letters, int contact, int matterId, Matter matter, DateTimeOffset at)
    {
        var parts = new List<string> { letters.Any("greeting"), letters.Core(matter) };
        parts.Insert(random.Next(3), matter.Number is null ? letters.Any("demand") : letters.NumberSentence(matter));
        foreach (var part in parts)
        {
            messages.Add(new CorpusMessage(contact, letters.Book.Language, matterId, $"m{matterId}", part == parts[0] ? Variation.First : Variation.Session, at, $"chat-{contact}", letters.Spelled(part)));
            at = at.AddMilliseconds(random.Next(200, 90_000));
        }
    }

    private void AddCampaigns(Letters letters, int streams)
    {
        foreach (var campaign in letters.Book["campaign"])
        {
            var matter = letters.NewMatter("delivery");
            var text = letters.Spelled(letters.Fill(campaign, matter, ""));
            var at = AnyTime();
            var cluster = $"c{++matters}";
            var size = Math.Max(4, random.Next(10, 50) * streams / 5_000);
            for (var i = 0; i < size; i++)
            {
                var name = letters.Any("name");
                var changed = random.Next(2) == 0;
                AddOne(letters, changed ? Variation.CampaignChanged : Variation.Campaign, cluster, at, changed ? Changed(letters, text, name) : $"{text}\n{letters.Fill(letters.Any("closing"), matter, name)}");
                at = at.AddMinutes(random.Next(5, 60 * 30));
            }
        }
    }

    private string Changed(Letters letters, string text, string name)
    {
        var own = letters.NewMatter("staff");
        return random.Next(5) switch
        {
            0 => TextDamage.Mistype(text, random, 40),
            1 => TextDamage.Respell(text, letters.Book.Language, random),
            2 => letters.Spelled($"{letters.Any("greeting")} {letters.Fill(letters.Any("detail"), own, name)} {text} {letters.Any("demand")}"),
            3 => $"{letters.Fill(letters.Any("forwarded"), own, name)}\n{text}",
            _ => text[..text.LastIndexOf(' ', text.Length * 3 / 4)],
        };
    }

    private void AddSharedLetters(Letters letters, int streams)
    {
        for (var letter = 0; letter < Math.Max(3, streams / 100); letter++)
        {
            var matter = letters.NewMatter(letters.Book.Matters[random.Next(letters.Book.Matters.Count)]) with { Number = "{n}" };
            string text;
            do
            {
                text = letters.Mail(matter, "{name}", withNumber: true, null);
            }
            while (text.Length < 250);

            var at = AnyTime();
            var cluster = $"l{++matters}";
            for (var size = random.Next(2, 9); size > 0; size--)
            {
                var own = text.Replace("{n}", letters.NewNumber(), StringComparison.Ordinal).Replace("{name}", letters.Any("name"), StringComparison.Ordinal);
                AddOne(letters, Variation.SharedLetter, cluster, at, letters.Spelled(own));
                at = at.AddHours(random.Next(1, 100));
            }
        }
    }

    private void AddIncidents(Letters letters, int streams)
    {
        foreach (var sort in letters.Book.Incidents)
        {
            var places = letters.Shuffled(letters.Book["place"]);
            var count = Math.Clamp(5 * streams / 5_000, 2, places.Length - 1);
            for (var i = 0; i < count; i++)
            {
                var at = Begin.AddDays((i + 0.5) * days / count);
                AddIncident(letters, sort, places[i], at, i == count - 1 ? Variation.TwinIncident : Variation.Incident);
            }

            AddIncident(letters, sort, places[count], Begin.AddDays((count - 0.5) * days / count), Variation.TwinIncident);
        }
    }

    private void AddIncident(Letters letters, string sort, string place, DateTimeOffset at, Variation kind)
    {
        var cluster = $"i{++matters}";
        for (var size = random.Next(4, 16); size > 0; size--)
        {
            var matter = letters.NewMatter("staff") with { Place = place };
            var text = letters.Fill(letters.Any(sort), matter, "");
            text = random.Next(4) switch
            {
                0 => $"{letters.Any("greeting")} {text} {letters.Any("demand")}",
                1 => TextDamage.Mistype(text, random, 40),
                2 => TextDamage.Respell(text, letters.Book.Language, random),
                _ => text,
            };
            AddOne(letters, kind, cluster, at.AddMinutes(random.Next(0, 600)), letters.Spelled(text));
        }
    }

    private void AddOne(Letters letters, Variation kind, string cluster, DateTimeOffset at, string text) =>
        messages.Add(new CorpusMessage(++contacts, letters.Book.Language, ++matters, cluster, kind, at, null, text));
}
