using System.Globalization;
using Ingestion.Classifier;
using Ingestion.Worker.Matching;
using Xunit;

namespace Ingestion.Worker.Tests.Matching;

/// <summary>
/// <c>Returning.tsv</c>: pairs of messages of one customer, of our own hand. Vocabulary and weights were chosen on the parts <c>tuned</c> and <c>fresh</c>; docs/matching.md says what
/// the others are worth.
/// </summary>
public sealed class ReturningTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[][] Rows =
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Matching", "Returning.tsv")).Skip(1).Select(line => line.Split('\t'))];

    [Theory]
    [InlineData("tuned", 0.85)]
    [InlineData("judged", 0.85)]
    [InlineData("fresh", 0.65)]
    [InlineData("last", 0.35)]
    public void Choose_PairsOfOneMatterInOtherWords_AreJoinedOrSuggested(string part, double least)
    {
        var outcomes = Rows.Where(row => row[0] == part && row[2] == "same").Select(OutcomeOf).ToList();

        Assert.InRange(outcomes.Count(outcome => outcome != MatchOutcome.Nothing) / (double)outcomes.Count, least, 1);
    }

    [Theory]
    [InlineData("tuned", 0)]
    [InlineData("judged", 0)]
    [InlineData("fresh", 0)]
    [InlineData("last", 1)]
    public void Choose_PairsOfTwoMatters_AreHardlyEverJoined(string part, int most) =>
        Assert.InRange(Rows.Where(row => row[0] == part && row[2] == "other").Count(row => OutcomeOf(row) == MatchOutcome.SameMatter), 0, most);

    /// <summary>What also a first message may say does not make it one about the last matter.</summary>
    [Theory]
    [InlineData("en", "The courier left my parcel at the neighbour's without asking.", "My complaint: yesterday's parcel arrived wet and torn.")]
    [InlineData("en", "My invoice shows a roaming fee although I was at home.", "Please make a correction: the invoice has my maiden name on it.")]
    [InlineData("tr", "Kargom sormadan komşuya bırakılmış.", "Düzeltme istiyorum: kargomun üstünde soyadım yanlış yazılmış.")]
    public void Choose_WordsOfFirstMessages_JoinNothing(string language, string first, string second) =>
        Assert.NotEqual(MatchOutcome.SameMatter, OutcomeOf(["", language, "other", "48", "mail", "mail", first, second]));

    private static MatchOutcome OutcomeOf(string[] row)
    {
        var classifier = new TextClassifier();
        var first = Traits(classifier, row[1], row[4], row[6], Noon);
        var pool = new Pool();
        pool.Words.Add(first.Print);
        var known = new KnownComplaint(1, first.Contact);
        known.Add(first);
        var choice = MatchChooser.Choose(Traits(classifier, row[1], row[5], row[7], Noon.AddHours(double.Parse(row[3], CultureInfo.InvariantCulture))), [known], pool);
        return choice.Joined is not null ? MatchOutcome.SameMatter : choice.Suggested.Count > 0 ? MatchOutcome.Suggested : MatchOutcome.Nothing;
    }

    private static MatchTraits Traits(TextClassifier classifier, string language, string channel, string text, DateTimeOffset at)
    {
        var said = classifier.Classify(new ClassifierInput(text, null, null, language));
        return new MatchTraits
        {
            Contact = "ali",
            At = at,
            Category = said.Category == Category.Other ? null : said.Category.ToString(),
            IsGrave = said.Priority == Priority.Urgent,
            Session = channel is "sms" or "chat" or "telegram" ? channel : null,
            Print = NearFingerprint.Of(ComparableText.Of(text)),
            Numbers = ReferenceNumbers.Find(null, text),
        };
    }

    private sealed class Pool : IPoolKnowledge
    {
        public float PerHour => float.PositiveInfinity;

        public WordFrequency Words { get; } = new();

        public int ComplaintsNaming(string number) => 0;
    }
}
