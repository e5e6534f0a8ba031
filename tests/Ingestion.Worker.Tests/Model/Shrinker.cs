namespace Ingestion.Worker.Tests.Model;

/// <summary>Makes a failing sequence small: takes steps out and makes choices plain for as long as it fails.</summary>
internal static class Shrinker
{
    private const int MostTries = 400;

    /// <param name="steps">A sequence that fails.</param>
    /// <param name="failsAsync">Whether another one fails.</param>
    public static async Task<IReadOnlyList<Step>> ShrinkAsync(IReadOnlyList<Step> steps, Func<IReadOnlyList<Step>, Task<bool>> failsAsync)
    {
        var tries = 0;
        for (var smaller = true; smaller && tries < MostTries;)
        {
            smaller = false;
            foreach (var candidate in SmallerThan(steps))
            {
                if (++tries < MostTries && await failsAsync(candidate))
                {
                    steps = candidate;
                    smaller = true;
                    break;
                }
            }
        }

        return steps;
    }

    private static IEnumerable<IReadOnlyList<Step>> SmallerThan(IReadOnlyList<Step> steps)
    {
        for (var length = steps.Count / 2; length > 0; length /= 2)
        {
            for (var at = 0; at + length <= steps.Count; at += length)
            {
                yield return [.. steps.Take(at), .. steps.Skip(at + length)];
            }
        }

        for (var at = 0; at < steps.Count; at++)
        {
            foreach (var plainer in PlainerThan(steps[at]))
            {
                yield return [.. steps.Take(at), plainer, .. steps.Skip(at + 1)];
            }
        }
    }

    private static IEnumerable<Step> PlainerThan(Step step)
    {
        if (step.Minutes > 0)
        {
            yield return step with { Minutes = 0 };
        }

        if (step.Together)
        {
            yield return step with { Together = false };
        }

        for (var less = 0; less < 8; less++)
        {
            if (less < step.Which)
            {
                yield return step with { Which = less };
            }

            if (less < step.Who)
            {
                yield return step with { Who = less };
            }

            if (less < step.How)
            {
                yield return step with { How = less };
            }
        }
    }
}
