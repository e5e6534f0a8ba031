using System.Globalization;

namespace TestSupport;

/// <summary>
/// The clock of processes under Debian's libfaketime: the machine's, and so much ahead. Every process that starts with <see cref="Environment"/> lives by it,
/// before and after a restart.
/// </summary>
/// <remarks>
/// Hours pass in steps, on the wall clock and on the monotonic one, as after a machine's sleep: what is due by the store's time is due, and each timer of .NET
/// whose end has come fires when the runtime looks at its timers next, within a second. Of what libfaketime 0.9.10 offers only this holds with .NET 10.
/// With the monotonic clock left alone (FAKETIME_DONT_FAKE_MONOTONIC) the waits of semaphores and monitors end at once and a core spins. At a rate ("x600")
/// these waits end at a fraction of their time or far behind it, a commit of 50 ms takes half a minute, so that leases and limits run out that never would, and a
/// process started later, such as a restarted worker beside its database, lives in another time: the rate counts from its start.
/// </remarks>
public sealed class ShiftedClock : IDisposable
{
    private readonly TempFolder folder = new();

    public ShiftedClock()
    {
        // Read by a database server that is another user.
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        Write();
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["LD_PRELOAD"] = Library,
            ["FAKETIME_TIMESTAMP_FILE"] = OffsetFile,
            ["FAKETIME_NO_CACHE"] = "1",
        };
    }

    /// <summary>For the process that is to live by this clock.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Holds how far it is ahead, as libfaketime reads it.</summary>
    public string OffsetFile => folder["ahead"];

    public TimeSpan Ahead { get; private set; }

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow() + Ahead;

    private static string Library =>
        Directory.EnumerateDirectories("/usr/lib").Select(parent => Path.Combine(parent, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("libfaketime is missing: ops/packages.sh installs it");

    /// <summary>Goes on to that moment, to the second above it; never back.</summary>
    public void GoTo(DateTimeOffset moment)
    {
        var wait = moment - Now;
        if (wait > TimeSpan.Zero)
        {
            Ahead += TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds));
            Write();
        }
    }

    public void Dispose() => folder.Dispose();

    /// <summary>In one piece: processes read it at any moment. Whole seconds: libfaketime reads fractions as its culture writes them.</summary>
    private void Write()
    {
        File.WriteAllText(folder["next"], string.Create(CultureInfo.InvariantCulture, $"+{Ahead.TotalSeconds:0}\n"));
        File.Move(folder["next"], OffsetFile, overwrite: true);
    }
}
