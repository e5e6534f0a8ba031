using System.Diagnostics;
using System.Globalization;

namespace TestSupport;

/// <summary>System calls of a running process fail, by strace, until this is disposed.</summary>
public sealed class InjectedFault : IAsyncDisposable
{
    private const int Interrupt = 2;
    private readonly Process tracer;
    private readonly TempFolder folder;

    private InjectedFault(Process tracer, TempFolder folder) => (this.tracer, this.folder) = (tracer, folder);

    /// <param name="process">Whose calls.</param>
    /// <param name="call">Such as <c>fsync</c>.</param>
    /// <param name="error">Such as <c>EIO</c>.</param>
    public static async Task<InjectedFault> StartAsync(int process, string call, string error)
    {
        var place = new TempFolder();
        string[] command = ["strace", "-f", "-o", place["calls"], "-e", $"trace={call}", "-e", $"inject={call}:error={error}", "-p", process.ToString(CultureInfo.InvariantCulture)];
        if (!Environment.IsPrivilegedProcess)
        {
            command = ["sudo", "-n", .. command];
        }

        var strace = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true })!;

        // It says so when it holds all threads.
        var said = await strace.StandardError.ReadLineAsync();
        return said?.Contains("attached", StringComparison.Ordinal) == true
            ? new InjectedFault(strace, place)
            : throw new InvalidOperationException($"strace does not attach: {said}");
    }

    /// <summary>How many calls have failed so far.</summary>
    public int Count => File.Exists(folder["calls"]) ? File.ReadLines(folder["calls"]).Count(line => line.Contains("(INJECTED)", StringComparison.Ordinal)) : 0;

    public async ValueTask DisposeAsync()
    {
        using var stop = Process.Start("kill", ["-s", Interrupt.ToString(CultureInfo.InvariantCulture), tracer.Id.ToString(CultureInfo.InvariantCulture)]);
        await stop.WaitForExitAsync();
        _ = await tracer.StandardError.ReadToEndAsync();
        await tracer.WaitForExitAsync();
        tracer.Dispose();
        folder.Dispose();
    }
}
