using System.Diagnostics;

namespace TestSupport;

/// <summary>Commands that take root, or sudo without a password.</summary>
internal static class AsRoot
{
    public static void Run(params string[] command)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            command = ["sudo", "-n", .. command];
        }

        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)}: {said}");
        }
    }
}
