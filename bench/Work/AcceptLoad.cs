using System.Diagnostics;
using Ingestion.Bench.Http;
using Ingestion.Bench.Machinery;
using Ingestion.Bench.Report;
using Ingestion.Bench.Servers;

namespace Ingestion.Bench.Work;

/// <summary>One measured load on one endpoint, with the CPU time of both sides and the database's own count of commits.</summary>
internal sealed class AcceptLoad(TimeSpan warmUp, TimeSpan measured)
{
    // What is left over is thrown away; when they are used up the measured time ends early.
    private static int MostPerSecond(int connections) => connections <= 8 ? 12_000 : 30_000;

    /// <param name="secret">Key of the signatures, or null for an endpoint that verifies nothing and takes repeats.</param>
    /// <param name="postgres">The store, or null when it lives in the measured process.</param>
    /// <param name="commits">The database's count of writing transactions.</param>
    public async Task<Sample> RunAsync(int processId, int port, string path, byte[]? secret, int connections, PostgresServer? postgres, Func<long>? commits)
    {
        var count = secret is null ? 20_000 : (int)((warmUp + measured).TotalSeconds * MostPerSecond(connections));
        var prefix = $"b{Stopwatch.GetTimestamp():x}-";
        var requests = SignedRequests.Make(path, count, prefix, secret ?? [1], repeats: secret is null);
        GC.Collect();
        var load = new HttpLoad(port, requests, connections);
        var marks = new List<(int Accepted, double Cpu, double StoreCpu, long Commits)>();
        var result = await load.RunAsync(warmUp, measured, () => marks.Add((
            load.Accepted,
            ProcessTree.CpuMilliseconds(processId),
            postgres?.CpuMilliseconds() ?? double.NaN,
            commits?.Invoke() ?? 0)));
        double messages = marks[1].Accepted - marks[0].Accepted;
        return new Sample
        {
            PerSecond = result.PerSecond,
            Cpu = (marks[1].Cpu - marks[0].Cpu) / messages,
            StoreCpu = (marks[1].StoreCpu - marks[0].StoreCpu) / messages,
            MedianLatency = result.Median,
            P99Latency = result.P99,
            PerCommit = commits is null ? double.NaN : messages / (marks[1].Commits - marks[0].Commits),
            PeakMegabytes = ProcessTree.Megabytes(processId, "VmHWM"),
            Failed = result.Failed,
        };
    }
}
