namespace Ingestion.Worker.Matching;

/// <summary>What speaks for and against two messages being about one matter. Facts; <see cref="MatchScore"/> weighs them.</summary>
internal readonly record struct MatchEvidence
{
    public bool SameContact { get; init; }

    /// <summary>Both in one chat, the later one soon after the earlier.</summary>
    public bool SameSession { get; init; }

    /// <summary>The message is part of a chat in which nothing was said lately: a greeting begins something new.</summary>
    public bool OpensSession { get; init; }

    /// <summary>0 to 1, see <see cref="NearFingerprint.SimilarityTo"/>.</summary>
    public float Similarity { get; init; }

    /// <summary>What the texts share in words, and what each says alone.</summary>
    public SharedWords Words { get; init; }

    /// <summary>What they share in concepts and amounts.</summary>
    public SharedMarks Marks { get; init; }

    /// <summary>Of one contact: what tells their matters apart or brings them together; nothing of two.</summary>
    public SharedThings Things { get; init; }

    /// <summary>Rarity of the best order, invoice or shipment number that both name; 0 when they share none.</summary>
    public float MatterNumber { get; init; }

    /// <summary>Rarity of the best other number that both name.</summary>
    public float PlainNumber { get; init; }

    /// <summary>Rarity of the best phone, customer or contract number that both name.</summary>
    public float PartyNumber { get; init; }

    /// <summary>Both name numbers of matters and share none.</summary>
    public bool NumbersDisagree { get; init; }

    /// <summary>Null when one is not known.</summary>
    public bool? SameCategory { get; init; }

    /// <summary>Never negative.</summary>
    public TimeSpan Apart { get; init; }

    /// <summary>The message that is decided says nothing of a matter: it asks for news, or says hello.</summary>
    public bool SaysLittle { get; init; }

    /// <summary>Characters of content in the message that is decided.</summary>
    public int Content { get; init; }

    /// <summary>Characters of content in the shorter of the two.</summary>
    public int LeastContent { get; init; }

    /// <summary>Characters of content in the longer of the two.</summary>
    public int MostContent { get; init; }

    /// <summary>Compares a message with one of a complaint.</summary>
    /// <param name="message">The message that is decided.</param>
    /// <param name="known">A message of the complaint.</param>
    /// <param name="numbers">The numbers of all messages of the complaint.</param>
    /// <param name="lastAt">When the complaint's last message came.</param>
    /// <param name="pool">How common words and numbers are.</param>
    public static MatchEvidence Between(
        MatchTraits message, MatchTraits known, IReadOnlyCollection<ReferenceNumber> numbers, DateTimeOffset lastAt, IPoolKnowledge pool)
    {
        var found = SharedNumbers.Of(message.Numbers, numbers, pool);
        var apart = (message.At - lastAt).Duration();
        var isOwn = message.Contact == known.Contact;
        var similarity = message.Print.SimilarityTo(known.Print);
        var things = isOwn ? SharedThings.Of(message.Print, known.Print, similarity, pool.Words) : default;
        return new MatchEvidence
        {
            SameContact = isOwn,
            SameSession = message.Session is not null && message.Session == known.Session && apart <= MatchScore.SessionWindow,
            OpensSession = message.Session is not null && (message.Session != known.Session || apart > MatchScore.SessionWindow),
            Similarity = similarity,
            Words = SharedWords.Of(message.Print, known.Print, pool.Words),
            Marks = SharedMarks.Of(message.Print, known.Print, pool.Words),
            Things = things,
            MatterNumber = found.Matter,
            PlainNumber = found.Plain,
            PartyNumber = found.Party,
            NumbersDisagree = found.Disagree,
            SameCategory = message.Category is null || known.Category is null ? null : message.Category == known.Category,
            Apart = apart,
            SaysLittle = things.Swapped < MatchScore.LeastSwapped && !things.AreOtherSenses && DoesSayLittle(message, known, pool.Words),
            Content = message.Print.ContentLength,
            LeastContent = Math.Min(message.Print.ContentLength, known.Print.ContentLength),
            MostContent = Math.Max(message.Print.ContentLength, known.Print.ContentLength),
        };
    }

    /// <summary>A few words that everybody uses, and nothing by which one matter differs from another: "no news yet?", but not "gas smell here" after a broken sofa.</summary>
    private static bool DoesSayLittle(MatchTraits message, MatchTraits known, WordFrequency frequency)
    {
        var print = message.Print;
        if (message.IsGrave)
        {
            return false;
        }

        if (print.ContentLength < MatchScore.LittleContent)
        {
            return !NamesAnotherThing(print, known.Print);
        }

        if (print.ContentLength > MatchScore.MostLittleContent || message.Numbers.Count > 0 || print.Topics.Length > 0 || print.Amounts.Length > 0)
        {
            return false;
        }

        return !HasTellingWord(print, frequency);
    }

    private static bool NamesAnotherThing(NearFingerprint mine, NearFingerprint theirs)
    {
        foreach (var topic in mine.Topics)
        {
            if (!Concepts.IsState(topic) && !theirs.Topics.Contains(topic))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasTellingWord(NearFingerprint print, WordFrequency frequency)
    {
        foreach (var word in print.Words)
        {
            if (frequency.BitsOf(word) > MatchScore.LittleBits || frequency.IsPlace(word, print.IsNamed(word)))
            {
                return true;
            }
        }

        return false;
    }
}
