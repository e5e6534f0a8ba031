using System.Globalization;
using Ingestion.Bench.Machinery;

namespace Ingestion.Bench.Servers;

/// <summary>The real servers of ops/servers, in a folder of the harness's own.</summary>
internal sealed class TestServers(string repository, string folder)
{
    /// <summary>What PostgreSQL's manual advises on a machine of 4 GB, a quarter; about half of a pool of a million complaints.</summary>
    private const string Buffers = "1GB";

    public PostgresServer StartPostgres()
    {
        Script("postgres.sh", "--durable", "on", "--buffers", Buffers);
        return new PostgresServer(int.Parse(Settings("postgres")["PGPORT"], CultureInfo.InvariantCulture), ProcessId("postgres"));
    }

    public DovecotServer StartDovecot()
    {
        Script("dovecot.sh");
        var settings = Settings("dovecot");
        return new DovecotServer(
            int.Parse(settings["IMAP_PORT"], CultureInfo.InvariantCulture), settings["IMAP_PASSWORD"], settings["MAIL_DIR"], settings["MAIL_OWNER"], ProcessId("dovecot"));
    }

    /// <summary>Takes every mail, keeps none, counts them.</summary>
    public MailSink StartSink()
    {
        if (!Directory.Exists($"/proc/{ProcessId("smtp-sink")}"))
        {
            Script("smtp-sink.sh", "-c");
        }

        return new MailSink(
            int.Parse(Settings("smtp-sink")["SINK_PORT"], CultureInfo.InvariantCulture), Path.Combine(folder, "sink.log"), ProcessId("smtp-sink"));
    }

    public void StopAll() => ChildProcess.Run(Path.Combine(repository, "ops/servers/down.sh"), "--data", folder);

    private void Script(string name, params string[] arguments) =>
        ChildProcess.Run(Path.Combine(repository, "ops/servers", name), [folder, .. arguments]);

    private int ProcessId(string name)
    {
        var file = Path.Combine(folder, "pids", name);
        return File.Exists(file) ? int.Parse(File.ReadAllText(file).Split(' ')[0], CultureInfo.InvariantCulture) : -1;
    }

    private Dictionary<string, string> Settings(string name) =>
        File.ReadLines(Path.Combine(folder, name + ".env"))
            .Select(line => line["export ".Length..].Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim('\''), StringComparer.Ordinal);
}
