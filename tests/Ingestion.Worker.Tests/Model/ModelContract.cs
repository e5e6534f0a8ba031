using System.Globalization;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Xunit;

namespace Ingestion.Worker.Tests.Model;

/// <summary>
/// Random sequences of what customers and operators do, taken through the real intake on a real store: after each the pool is as
/// <see cref="ReferencePool"/> says (promises P5 to P7 and P12). <c>MODEL_SEED</c> and <c>MODEL_SEQUENCES</c> choose others.
/// </summary>
public abstract class ModelContract(ITestOutputHelper output)
{
    private const int All = 10_000;
    private const int AtOnce = 1000;

    /// <summary>What must have happened in all of them, or they tested less than they say.</summary>
    private static readonly HashSet<string> Expected = new(StringComparer.Ordinal)
    {
        "complaint", "follow-up", "repeat-contact", "duplicate", "revision", "machine-mail", "redelivered", "contacts linked", "contacts unlinked",
        "merged", "not merged", "taken apart", "split", "not split", "complaints linked", "complaints unlinked", "status",
    };

    private protected abstract StoreKind Kind { get; }

    [Fact]
    public async Task Decide_RandomSequences_PoolIsAsTheModelSays()
    {
        // All of them once; a hundredth in the other cultures, which change nothing but how texts are read.
        var seed = Setting("MODEL_SEED", 20261122);
        var count = Setting("MODEL_SEQUENCES", CultureInfo.CurrentCulture.Name.Length == 0 ? All : All / 100);
        output.WriteLine(FormattableString.Invariant($"seed {seed}, {count} sequences"));
        await using var store = await TestStore.CreateAsync(Kind, migrate: false);
        await Migrator.MigrateAsync(store.Database, CancellationToken.None);
        await using var core = new CoreOnStore(store.Database) { IntakeSettings = new(), Acknowledgements = new AcknowledgementSettings { PerHour = 10_000_000 } };
        core.Channel("sms");
        var driver = new SequenceDriver(core);
        for (var first = 0; first < count; first += AtOnce)
        {
            var indexes = Enumerable.Range(first, Math.Min(AtOnce, count - first)).ToList();
            var runs = await driver.RunAsync(indexes.Select(index => StepSequence.Create(seed, index)));
            if (runs.FindIndex(run => run.Problem is not null) is >= 0 and var failed)
            {
                Assert.Fail(await TellAsync(driver, seed, indexes[failed], runs[failed].Problem!, runs.Count(run => run.Problem is not null)));
            }
        }

        output.WriteLine(string.Join('\n', driver.Happened.Select(happened => FormattableString.Invariant($"{happened.Value} {happened.Key}"))));
        if (count >= All)
        {
            Assert.Superset(Expected, driver.Happened.Keys.ToHashSet(StringComparer.Ordinal));
        }
    }

    private static async Task<string> TellAsync(SequenceDriver driver, int seed, int index, string problem, int failed)
    {
        var shrunk = await Shrinker.ShrinkAsync(StepSequence.Create(seed, index), async steps => await ProblemAsync(driver, steps) is not null);
        var own = await ProblemAsync(driver, shrunk);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}, sequence {index} ({failed} of its thousand failed): {problem}\n{(own is null ? "alone it does not fail" : $"shrunk to {shrunk.Count} steps: {own}")}\n  {string.Join("\n  ", shrunk)}");
    }

    private static async Task<string?> ProblemAsync(SequenceDriver driver, IReadOnlyList<Step> steps) => (await driver.RunAsync([steps]))[0].Problem;

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
