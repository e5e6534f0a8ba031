using System.Diagnostics;
using System.Text.Json;

namespace TestSupport;

/// <summary>The program of <c>ops/signatures</c>: a second opinion about signatures by the providers' own packages. Its head describes the cases.</summary>
public static class OtherSigner
{
    /// <summary>Answers of all cases in their order, by one Node process.</summary>
    public static async Task<IReadOnlyList<JsonElement>> AskAsync(IReadOnlyList<object> cases)
    {
        var folder = Path.Combine(Repository.Folder, "ops", "signatures");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "oauth-1.0a")))
        {
            throw new InvalidOperationException("the npm packages of ops/signatures are missing: run  npm ci  there, or everything with ./ops/test.sh");
        }

        var start = new ProcessStartInfo("node", [Path.Combine(folder, "sign.mjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        var writing = WriteAsync(process.StandardInput, cases);
        List<JsonElement> answers = [];
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            answers.Add(JsonDocument.Parse(line).RootElement);
        }

        await writing;
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && answers.Count == cases.Count
            ? answers
            : throw new InvalidOperationException($"sign.mjs ended with {process.ExitCode} after {answers.Count} of {cases.Count} answers");
    }

    private static async Task WriteAsync(StreamWriter input, IReadOnlyList<object> cases)
    {
        await using (input)
        {
            foreach (var one in cases)
            {
                await input.WriteLineAsync(JsonSerializer.Serialize(one));
            }
        }
    }
}
