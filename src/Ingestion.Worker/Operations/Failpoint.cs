using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Ingestion.Worker.Operations;

/// <summary>
/// Kills this process at a named step, for tests that prove that a kill loses nothing: <c>INGESTION_FAILPOINT=after-accept-commit:7</c>
/// ends the process without any clean-up at the seventh time that the step is reached. Not set: costs one comparison.
/// </summary>
internal static class Failpoint
{
    private static readonly (string Step, int At)? Armed = Read(Environment.GetEnvironmentVariable("INGESTION_FAILPOINT"));
    private static int hits;

    public static void Reach(string step)
    {
        if (Armed is { } armed && string.Equals(armed.Step, step, StringComparison.Ordinal) && Interlocked.Increment(ref hits) == armed.At)
        {
            Kill();
        }
    }

    // Apart, so that no worker in earnest loads what it takes.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Kill()
    {
        Process.GetCurrentProcess().Kill();
        new ManualResetEvent(false).WaitOne();
    }

    private static (string Step, int At)? Read(string? setting)
    {
        if (string.IsNullOrEmpty(setting))
        {
            return null;
        }

        var colon = setting.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? (setting, 1)
            : (setting[..colon], int.Parse(setting.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
