using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace TestSupport;

/// <summary>The Chromium of <c>ops/browser</c>: visits pages as customers do and says what it saw. One visit at a time.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    private readonly Process process;

    private Browser(Process process) => this.process = process;

    public static Browser Start()
    {
        var folder = Path.Combine(Repository.Folder, "ops", "browser");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "playwright-core")))
        {
            throw new InvalidOperationException("the npm packages of ops/browser are missing: run  npm ci  there, or everything with ./ops/test.sh");
        }

        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo("node", [Path.Combine(folder, "browse.mjs")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = utf8, StandardOutputEncoding = utf8, UseShellExecute = false,
        };
        return new Browser(Process.Start(start) ?? throw new InvalidOperationException("node did not start"));
    }

    /// <summary>Throws when the page could not be seen, or a field could not be reached.</summary>
    public async Task<SeenPage> VisitAsync(Visit visit)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(visit, Json));
        await process.StandardInput.FlushAsync();
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the browser ended: is Chromium installed?");
        var seen = JsonSerializer.Deserialize<SeenPage>(line, Json)!;
        return seen.Fault is null ? seen : throw new InvalidOperationException($"{visit.Url}: {seen.Fault}");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
