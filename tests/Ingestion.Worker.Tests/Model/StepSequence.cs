namespace Ingestion.Worker.Tests.Model;

/// <summary>A random sequence of steps, the same for the same seed.</summary>
internal static class StepSequence
{
    private const int Longest = 20;

    /// <summary>Choices are small, so that steps meet; each kind as often as its weight says.</summary>
    private static readonly (StepKind Kind, int Weight)[] Kinds =
    [
        (StepKind.Arrive, 6), (StepKind.ChatLine, 4), (StepKind.Redeliver, 2), (StepKind.Copy, 2), (StepKind.Reply, 6), (StepKind.Forward, 2),
        (StepKind.Edit, 2), (StepKind.MachineReport, 1), (StepKind.LinkContacts, 1), (StepKind.UnlinkContacts, 1),
        (StepKind.SetStatus, 1), (StepKind.Merge, 2), (StepKind.TakeApart, 1), (StepKind.Split, 1), (StepKind.LinkComplaints, 1), (StepKind.UnlinkComplaints, 1),
    ];

    /// <summary>On both sides of the windows of sessions (30 minutes) and of conversations (24 hours).</summary>
    private static readonly int[] Gaps = [0, 0, 0, 1, 29, 31, 600, 1439, 1441, 2900];

    private static readonly int AllWeights = Kinds.Sum(kind => kind.Weight);

    public static IReadOnlyList<Step> Create(int seed, int index)
    {
        var random = new Random(HashCode(seed, index));
        var steps = new Step[random.Next(2, Longest + 1)];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = new Step(KindOf(random.Next(AllWeights)), random.Next(8), random.Next(8), random.Next(8), Gaps[random.Next(Gaps.Length)], random.Next(3) == 0);
        }

        return steps;
    }

    /// <summary>Not <see cref="System.HashCode"/>, which differs from process to process.</summary>
    private static int HashCode(int seed, int index) => unchecked((seed * 1_000_003) ^ (index * 8191));

    private static StepKind KindOf(int drawn)
    {
        foreach (var (kind, weight) in Kinds)
        {
            drawn -= weight;
            if (drawn < 0)
            {
                return kind;
            }
        }

        return StepKind.Arrive;
    }
}
