namespace Ingestion.Worker.Matching;

/// <summary>The outcome for one pair and how far it is from none.</summary>
/// <param name="Link">Of one contact: what speaks for showing the pair to somebody, see <see cref="LinkScore"/>.</param>
internal readonly record struct MatchVerdict(MatchOutcome Outcome, float Score, float Link = 0)
{
    /// <summary>What the outcome rests on: a suggested link may rest on either score.</summary>
    public float Points => Outcome == MatchOutcome.Suggested ? Math.Max(Score, Link) : Score;
}
