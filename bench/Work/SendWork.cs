using System.Globalization;
using System.Text.Json;
using Ingestion.Bench.Machinery;
using Ingestion.Bench.Report;
using Ingestion.Bench.Servers;

namespace Ingestion.Bench.Work;

/// <summary>Acknowledgements written and sent to a sink over one submission connection, each side in a process of its own, warmed up.</summary>
internal sealed class SendWork(BenchSetup setup)
{
    private const int Mails = 1_000;
    private const int WarmUp = 3_000;

    public async Task RunAsync(Results results)
    {
        var sink = setup.Servers.StartSink();
        var rounds = await setup.TakeTurnsAsync(
            () => SendAsync(sink, Environment.ProcessPath!, ["send", "--port", Text(sink.Port), "--count", Text(Mails), "--warm-up", Text(WarmUp)]),
            () => SendAsync(sink, "node", [Path.Combine(setup.Repository, "bench/node/send-mails.mjs"), Text(sink.Port), Text(Mails), Text(WarmUp)]));
        results.Add(new PairedResult($"{Mails} acknowledgements written and sent to a sink over one connection", "nodemailer, pooled, one connection", 2, rounds));
    }

    private async Task<Sample> SendAsync(MailSink sink, string program, string[] arguments)
    {
        var before = sink.Delivered();
        await using var sender = ChildProcess.Start(program, arguments, Path.Combine(setup.Folder, "send.log"));
        if (await sender.WaitForExitAsync(TimeSpan.FromMinutes(2)) != 0)
        {
            throw new InvalidOperationException($"{program} failed; see send.log");
        }

        using var report = JsonDocument.Parse(sender.LastLine);
        return new Sample
        {
            PerSecond = Mails / report.RootElement.GetProperty("milliseconds").GetDouble() * 1000,
            Cpu = report.RootElement.GetProperty("cpuMilliseconds").GetDouble() / Mails,
            Failed = Mails + WarmUp - (sink.Delivered() - before),
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
