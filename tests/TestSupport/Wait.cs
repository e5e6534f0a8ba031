using System.Diagnostics;

namespace TestSupport;

/// <summary>Waiting for a condition, with a limit and a clear end.</summary>
public static class Wait
{
    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, string, TimeSpan?, TimeSpan?)"/>
    public static Task UntilAsync(Func<bool> condition, string what, TimeSpan? atMost = null) =>
        UntilAsync(() => Task.FromResult(condition()), what, atMost);

    /// <summary>Polls until <paramref name="condition"/> holds; throws <see cref="TimeoutException"/> naming <paramref name="what"/> after the limit.</summary>
    /// <param name="condition">Asked again and again.</param>
    /// <param name="what">For the exception.</param>
    /// <param name="atMost">Default: a minute, since a limit costs nothing when all is well.</param>
    /// <param name="every">Longer than the default of 25 ms where the question itself is work.</param>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what, TimeSpan? atMost = null, TimeSpan? every = null)
    {
        var limit = atMost ?? TimeSpan.FromMinutes(1);
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > limit)
            {
                throw new TimeoutException($"waited {limit.TotalSeconds:0} s for: {what}");
            }

            await Task.Delay(every ?? TimeSpan.FromMilliseconds(25));
        }
    }
}
