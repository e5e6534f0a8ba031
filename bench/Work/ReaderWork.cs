using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ingestion.Bench.Corpus;
using Ingestion.Bench.Machinery;
using Ingestion.Bench.Report;
using Ingestion.Mail.Mime;

namespace Ingestion.Bench.Work;

/// <summary>The MIME reader beside npm's mailparser: the same files in memory, everything decoded, rates per second of CPU.</summary>
internal sealed class ReaderWork(string folder, string script, TimeSpan time)
{
    private const int Mails = 2_000;
    private readonly byte[][] _mails = [.. ReaderCorpus.Write(folder, Mails).Select(File.ReadAllBytes)];
    private readonly List<double> _allocated = [];

    public async Task RunAsync(Results results, int rounds)
    {
        var pairs = new List<SamplePair>();
        for (var round = 0; round < rounds; round++)
        {
            var reference = await NodeAsync();
            pairs.Add(new SamplePair(Read(), reference));
        }

        var size = _mails.Average(mail => mail.Length) / 1000;
        results.Add(new PairedResult(string.Create(CultureInfo.InvariantCulture, $"MIME reader, parse and full decode of {Mails} mails of {size:0.0} KB mean, per second of CPU"), "mailparser", 10, pairs));
        results.Add(new FigureResult("MIME reader, allocated per mail", "≤ 40 KB", "KB", _allocated, 40));
    }

    /// <summary>One round of ours, after a warm-up.</summary>
    public Sample Read()
    {
        ReadFor(time / 2, out _);
        var memory = GC.GetAllocatedBytesForCurrentThread();
        var cpu = ProcessTree.OwnCpuMilliseconds();
        var mails = ReadFor(time, out var letters);
        cpu = ProcessTree.OwnCpuMilliseconds() - cpu;
        _allocated.Add((GC.GetAllocatedBytesForCurrentThread() - memory) / 1000.0 / mails);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"reader: {mails / cpu * 1000:#,0} mails/s of CPU, {_mails.Sum(mail => (double)mail.Length) / Mails * mails / cpu / 1000:0.0} MB/s, {_allocated[^1]:0.0} KB allocated a mail, {letters / mails} letters a mail"));
        return new Sample { PerSecond = mails / cpu * 1000, Cpu = cpu / mails };
    }

    // whole rounds over all mails, so that the mix is the same on both sides
    private int ReadFor(TimeSpan atLeast, out long letters)
    {
        letters = 0;
        var read = 0;
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < atLeast)
        {
            foreach (var raw in _mails)
            {
                letters += Read(raw);
            }

            read += _mails.Length;
        }

        return read;
    }

    // what mailparser gives: every field decoded, addresses, ids, the text, every attachment's bytes
    private static long Read(byte[] raw)
    {
        var mail = MimeMessage.Parse(raw);
        var letters = (long)mail.Text.Length;
        foreach (var header in mail.Headers)
        {
            letters += header.Name.Length + header.Value.Length;
        }

        _ = (mail.From, mail.To, mail.Cc, mail.ReplyTo, mail.Date, mail.MessageId, mail.References, mail.InReplyTo, mail.Problems);
        foreach (var file in mail.Attachments)
        {
            letters += file.FileName?.Length ?? 0;
            file.Part.CopyTo(Stream.Null);
        }

        return letters;
    }

    private async Task<Sample> NodeAsync()
    {
        string[] arguments = [script, folder, time.TotalSeconds.ToString(CultureInfo.InvariantCulture)];
        await using var node = ChildProcess.Start("node", arguments, folder + ".node.log");
        if (await node.WaitForExitAsync(TimeSpan.FromMinutes(5)) != 0)
        {
            throw new InvalidOperationException("read-files.mjs failed; see its log");
        }

        using var report = JsonDocument.Parse(node.LastLine);
        var mails = report.RootElement.GetProperty("mails").GetInt32();
        var cpu = report.RootElement.GetProperty("cpuMilliseconds").GetDouble();
        return new Sample { PerSecond = mails / cpu * 1000, Cpu = cpu / mails };
    }
}
