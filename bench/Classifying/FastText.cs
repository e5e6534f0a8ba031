using System.Diagnostics;

namespace Ingestion.Bench.Classifying;

/// <summary>Debian's fastText.</summary>
internal static class FastText
{
    /// <summary>Runs `fasttext predict` over a file, its answers thrown away.</summary>
    public static void Predict(string model, string rows)
    {
        using var process = Process.Start(new ProcessStartInfo("fasttext", ["predict", model, rows]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("fasttext does not start");
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"fasttext ended with {process.ExitCode}");
        }
    }
}
