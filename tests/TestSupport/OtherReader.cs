using System.Diagnostics;
using System.Text.Json;

namespace TestSupport;

/// <summary>The programs of <c>ops/readers</c>: second opinions about raw mails.</summary>
public sealed class OtherReader
{
    /// <summary>Python's <c>email</c> package, policy default.</summary>
    public static readonly OtherReader Python = new("python3", "read-mails.py");

    /// <summary>npm's <c>mailparser</c>.</summary>
    public static readonly OtherReader Mailparser = new("node", "read-mails.mjs");

    private readonly string program;
    private readonly string script;

    private OtherReader(string program, string script) => (this.program, this.script) = (program, script);

    /// <summary>Reads every mail of a folder; by file name.</summary>
    public async Task<IReadOnlyDictionary<string, ReadMail>> ReadAsync(string folder)
    {
        var readers = Path.Combine(Repository.Folder, "ops", "readers");
        if (!Directory.Exists(Path.Combine(readers, "node_modules", "mailparser")))
        {
            throw new InvalidOperationException("the npm packages of ops/readers are missing: run  npm ci  there, or everything with ./ops/test.sh");
        }

        var start = new ProcessStartInfo(program, [Path.Combine(readers, script), folder]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        var mails = new Dictionary<string, ReadMail>(StringComparer.Ordinal);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var mail = JsonSerializer.Deserialize<ReadMail>(line, JsonSerializerOptions.Web)!;
            mails.Add(mail.File, mail);
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? mails : throw new InvalidOperationException($"{script} ended with {process.ExitCode}");
    }

    public override string ToString() => script;
}
