using System.Diagnostics;

namespace TestSupport;

/// <summary>A PostgreSQL server of one test that lives by a <see cref="ShiftedClock"/>.</summary>
public sealed class ClockedPostgres : IAsyncDisposable
{
    private const string Setting = "export POSTGRES_CONNECTION='";
    private readonly string folder;

    private ClockedPostgres(string folder) => this.folder = folder;

    public string ConnectionString => File.ReadLines(Path.Combine(folder, "postgres.env")).Single(line => line.StartsWith(Setting, StringComparison.Ordinal))[Setting.Length..].TrimEnd('\'');

    public static async Task<ClockedPostgres> StartAsync(ShiftedClock clock)
    {
        var place = Directory.CreateTempSubdirectory("iw-").FullName;
        await RunAsync("postgres.sh", place, "--clock", clock.OffsetFile);
        return new ClockedPostgres(place);
    }

    public async ValueTask DisposeAsync() => await RunAsync("down.sh", "--data", folder);

    private static async Task RunAsync(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Scripts(), script), arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{script} ended with {process.ExitCode}: {said}");
        }
    }

    private static string Scripts()
    {
        var above = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(above, "IngestionWorker.sln")))
        {
            above = Path.GetDirectoryName(above) ?? throw new InvalidOperationException("the tests do not lie below the solution");
        }

        return Path.Combine(above, "ops", "servers");
    }
}
