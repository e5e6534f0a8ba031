using System.Globalization;
using System.Text.Json;
using Ingestion.Bench.Machinery;
using Ingestion.Bench.Report;
using Ingestion.Bench.Servers;

namespace Ingestion.Bench.Others;

/// <summary>Debian's request-tracker5 on the same PostgreSQL: each mail becomes a ticket and is answered.</summary>
internal sealed class RequestTracker(BenchSetup setup)
{
    private const string SetUp = "/usr/sbin/rt-setup-database-5";

    /// <summary>It takes a few in a second.</summary>
    private const int Most = 100;

    private bool _hasDatabase;

    /// <summary>Whether bench/Others/install.sh was called.</summary>
    public static bool IsInstalled => File.Exists(SetUp);

    private string Settings => Path.Combine(setup.Folder, "RT_SiteConfig.pm");

    /// <summary>From the first mail to the last autoreply at the sink; RT's start is left out.</summary>
    public async Task<Sample> TakeAsync(DovecotServer mailbox, string user, MailSink sink)
    {
        if (!_hasDatabase)
        {
            await MakeDatabaseAsync();
            _hasDatabase = true;
        }

        var mails = Math.Min(setup.Mails, Most);
        var (storeCpu, delivered) = (setup.Postgres.CpuMilliseconds(), sink.Delivered());
        using var report = JsonDocument.Parse(await RunAsync(
            "perl",
            Path.Combine(setup.Repository, "bench/Others/request-tracker.pl"),
            mailbox.Port.ToString(CultureInfo.InvariantCulture),
            user,
            mailbox.Password,
            sink.Port.ToString(CultureInfo.InvariantCulture),
            mails.ToString(CultureInfo.InvariantCulture)));
        return new Sample
        {
            PerSecond = mails * 1000 / report.RootElement.GetProperty("milliseconds").GetDouble(),
            Cpu = report.RootElement.GetProperty("cpuMilliseconds").GetDouble() / mails,
            StoreCpu = (setup.Postgres.CpuMilliseconds() - storeCpu) / mails,
            Failed = Math.Max(0, mails - (sink.Delivered() - delivered)),
        };
    }

    private Task<string> MakeDatabaseAsync()
    {
        File.WriteAllText(Settings, string.Create(CultureInfo.InvariantCulture, $"""
            Set($rtname, 'bench');
            Set($Organization, 'shop.example');
            Set($CorrespondAddress, 'support@shop.example');
            Set($DatabaseType, 'Pg');
            Set($DatabaseHost, '127.0.0.1');
            Set($DatabasePort, '{setup.Postgres.Port}');
            Set($DatabaseName, 'bench_request_tracker');
            Set($DatabaseUser, 'bench_request_tracker');
            Set($DatabasePassword, 'bench');
            Set($LogToSyslog, undef);
            1;

            """));
        return RunAsync(SetUp, "--action", "init", "--dba", "postgres", "--dba-password", "");
    }

    /// <summary>The last line that it prints.</summary>
    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["RT_SITE_CONFIG"] = Settings, ["RT_SITE_CONFIG_DIR"] = Path.Combine(setup.Folder, "none") };
        await using var process = ChildProcess.Start(program, arguments, Path.Combine(setup.Folder, "request-tracker.log"), "/", environment);
        return await process.WaitForExitAsync(TimeSpan.FromMinutes(5)) == 0
            ? process.LastLine
            : throw new InvalidOperationException("request-tracker5 failed; see request-tracker.log");
    }
}
