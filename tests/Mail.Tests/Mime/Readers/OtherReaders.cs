using System.Diagnostics;
using TestSupport;

namespace Mail.Tests.Mime.Readers;

/// <summary>Runs the programs of <c>ops/readers</c>: two other readers of mail, and what compares their reading with ours.</summary>
internal static class OtherReaders
{
    // two interpreters start and read some hundred mails; on a loaded machine that takes a while
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static string Programs => Path.Combine(Repository, "ops", "readers");

    private static string Repository { get; } = FindRepository();

    /// <summary>The page that explains every disagreement about the samples.</summary>
    public static string Table => Path.Combine(Repository, "docs", "mail-readers.md");

    /// <summary>Reads a folder of mails three times and compares. The exit code is 1 when a disagreement is not explained.</summary>
    public static async Task<(int ExitCode, string Output)> CompareAsync(string mails, string? table)
    {
        using var folder = new TempFolder();
        var ours = folder["ours.jsonl"];
        MailReading.WriteAll(mails, ours);
        var (python, mailparser) = await ReadAsync(mails);
        await File.WriteAllTextAsync(folder["python.jsonl"], python);
        await File.WriteAllTextAsync(folder["mailparser.jsonl"], mailparser);
        List<string> arguments = [Path.Combine(Programs, "compare.py"), ours, folder["python.jsonl"], folder["mailparser.jsonl"]];
        if (table is not null)
        {
            arguments.AddRange(["--table", table]);
        }

        return await RunAsync("python3", [.. arguments]);
    }

    /// <summary>The lines of JSON that the two write about the mails of a folder, in the order of the names.</summary>
    public static async Task<(string Python, string Mailparser)> ReadAsync(string mails)
    {
        var python = RunAsync("python3", Path.Combine(Programs, "read-mails.py"), mails);
        var mailparser = RunAsync("node", Path.Combine(Programs, "read-mails.mjs"), mails);
        return (Expect(await python), Expect(await mailparser));
    }

    /// <summary>Writes mails that all readers must read alike.</summary>
    public static async Task GenerateAsync(string folder, int count) =>
        Expect(await RunAsync("python3", Path.Combine(Programs, "generate.py"), folder, "--count", $"{count}"));

    private static string Expect((int ExitCode, string Output) result) =>
        result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"A program of ops/readers failed (is there node_modules? npm ci makes it).\n{result.Output}");

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            var text = await output;
            return (process.ExitCode, process.ExitCode == 0 ? text : text + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IngestionWorker.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not lie inside the repository.");
        }

        return folder.FullName;
    }
}
