using System.Diagnostics;
using System.Globalization;
using Mail.Tests.Mime.Fuzz;

namespace Ingestion.Bench.Fuzz;

/// <summary>
/// Reads damaged mails on several threads. A case fails by an exception, by more than two seconds of CPU time, or by more than 64 MB
/// allocated. The limits are those of the reader's promise; the mails are at most 256 KB long, so that what grows with the square of the
/// length shows only in the bytes allocated for each byte: those are limited too.
/// </summary>
internal sealed class FuzzRun
{
    private const long MostAllocated = 64L * 1024 * 1024;
    private const long AllocatedAnyway = 1024 * 1024;
    // a list of addresses in which every second byte is a word takes 170
    private const long MostAllocatedPerByte = 250;
    private const int MostFailuresShown = 20;
    private static readonly TimeSpan MostCpu = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Hung = TimeSpan.FromMinutes(5);

    private readonly MailMutation _mutation;
    private readonly int _samples;
    private readonly int _seed;
    private readonly Lock _lock = new();
    private long _next;
    private long _end;
    private long _failures;
    private FuzzCost _slowest;
    private FuzzCost _largest;

    public FuzzRun(string folder, int seed)
    {
        var samples = Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();
        _samples = samples.Length;
        _seed = seed;
        _mutation = new MailMutation(samples, seed);
    }

    public byte[] Make(long number) => _mutation.Make(number);

    /// <summary>The exit code: 0 when every case was read.</summary>
    public int Run(long from, long cases, int threads)
    {
        Say($"seed {_seed}, cases {from} to {from + cases - 1} of {_samples} samples, {threads} threads");
        _next = from;
        _end = from + cases;
        var begun = Stopwatch.GetTimestamp();
        var workers = Enumerable.Range(0, threads).Select(_ => new Worker()).ToArray();
        foreach (var worker in workers)
        {
            worker.Thread = new Thread(() => Work(worker)) { IsBackground = true };
            worker.Thread.Start();
        }

        while (!workers.All(worker => worker.Thread!.Join(TimeSpan.FromSeconds(10 / (double)threads))))
        {
            Say($"{Stopwatch.GetElapsedTime(begun):hh\\:mm\\:ss}  done to {workers.Min(worker => Interlocked.Read(ref worker.Number)):#,0}  {_failures} failed  slowest {_slowest}  largest {_largest}");
            if (Array.Find(workers, worker => worker.Thread!.IsAlive && Stopwatch.GetElapsedTime(Interlocked.Read(ref worker.Since)) > Hung) is { } hung)
            {
                Say($"FAILED case {hung.Number}: no answer after {Hung}");
                return 1;
            }
        }

        Say($"{cases:#,0} cases in {Stopwatch.GetElapsedTime(begun):hh\\:mm\\:ss}, seed {_seed}: {_failures} failed");
        Say($"slowest: {_slowest}");
        Say($"most memory: {_largest}");
        return _failures == 0 ? 0 : 1;
    }

    private void Work(Worker worker)
    {
        using var cpu = new ThreadCpu();
        while (Interlocked.Increment(ref _next) - 1 is var number && number < _end)
        {
            Interlocked.Exchange(ref worker.Number, number);
            Interlocked.Exchange(ref worker.Since, Stopwatch.GetTimestamp());
            var raw = _mutation.Make(number);
            var cost = Read(number, raw, cpu);
            if (cost.Cpu > Slow || IsLarge(cost))
            {
                // the first reading pays for compiling, for tables that are made once, and for the garbage of others
                var again = Read(number, raw, cpu);
                cost = cost with { Cpu = again.Cpu < cost.Cpu ? again.Cpu : cost.Cpu, Allocated = Math.Min(again.Allocated, cost.Allocated) };
            }

            Judge(cost);
        }

        Interlocked.Exchange(ref worker.Number, _end);
    }

    private FuzzCost Read(long number, byte[] raw, ThreadCpu cpu)
    {
        var memory = GC.GetAllocatedBytesForCurrentThread();
        var begun = cpu.Now();
        try
        {
            MailVisit.Show(MailVisit.Visit(raw));
        }
        catch (Exception fault)
        {
            Fail(number, fault.ToString());
        }

        return new FuzzCost(number, cpu.Now() - begun, GC.GetAllocatedBytesForCurrentThread() - memory, raw.Length);
    }

    private static bool IsLarge(FuzzCost cost) => cost.Allocated > Math.Min(MostAllocated, AllocatedAnyway + (MostAllocatedPerByte * cost.Length));

    private void Judge(FuzzCost cost)
    {
        if (cost.Cpu > MostCpu || IsLarge(cost))
        {
            Fail(cost.Number, cost.ToString());
        }

        lock (_lock)
        {
            _slowest = cost.Cpu > _slowest.Cpu ? cost : _slowest;
            _largest = cost.Allocated > _largest.Allocated ? cost : _largest;
        }
    }

    private void Fail(long number, string reason)
    {
        if (Interlocked.Increment(ref _failures) <= MostFailuresShown)
        {
            Say($"FAILED case {number} (seed {_seed}): {reason}");
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed class Worker
    {
        public long Number;
        public long Since = Stopwatch.GetTimestamp();
        public Thread? Thread;
    }
}
