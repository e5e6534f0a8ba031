using System.CommandLine;
using System.Globalization;
using Ingestion.Classifier;

namespace Ingestion.Bench.Classifying;

/// <summary>`classifier-speed`: what one core classifies in a second, cold start and memory, beside `fasttext predict` on the same rows.</summary>
internal static class SpeedCommand
{
    private const int Rounds = 7;

    /// <summary>Seconds until all code was compiled a second time: with one core the runtime waits ten times as long for it as with several.</summary>
    private const int WarmSeconds = 12;

    public static Command Create()
    {
        var texts = new Argument<string>("texts") { Description = "A folder of our own labelled texts (src/Classifier/Texts)." };
        var model = new Option<string?>("--fasttext") { Description = "A model of fastText for one task, trained by ops/classifier/compare.sh." };
        var command = new Command("classifier-speed", "Measures the classifier on one core.") { texts, model };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(texts), parsed.GetValue(model)));
        return command;
    }

    private static void Run(string folder, string? fastText)
    {
        var before = Resident();
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        var classifier = new TextClassifier();
        classifier.Classify(new ClassifierInput("Where is my order?"));
        Tell("cold: model loaded and the first text classified", $"{System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms", "≤ 150 ms");
        var loaded = Resident() - before;

        var rows = SpeedTexts.Read(folder);
        var even = SpeedTexts.OfLength(rows, 200);
        var long100 = SpeedTexts.OfLength(rows, 100 * 1024)[0];
        before = Resident();
        Classify(classifier, even);
        Tell("resident for it, a thousand texts later", $"{(loaded + Resident() - before) / 1e6:0.0} MB", "≤ 40 MB");
        Warm(classifier, even);
        Tell("a text of 200 characters, all tasks", $"{Median(() => Classify(classifier, even)) / even.Length * 1e6:0.0} µs", "≤ 25 µs");
        Tell("allocated for it", string.Create(CultureInfo.InvariantCulture, $"{Allocated(classifier, even)} bytes"), "≤ 1,024 bytes");
        Tell("a text of 100 KB, all tasks", $"{Median(() => classifier.Classify(new ClassifierInput(long100))) * 1e3:0.00} ms", "≤ 5 ms");
        if (fastText is not null)
        {
            Compare(classifier, rows, fastText);
        }
    }

    /// <summary>Both read the same file line by line and write an answer for each; the time of one line, which is the load, is taken away from fastText's.</summary>
    private static void Compare(TextClassifier classifier, string[] rows, string model)
    {
        const int Copies = 10;
        var many = Path.GetTempFileName();
        var one = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(many, Enumerable.Repeat(rows, Copies).SelectMany(each => each));
            File.WriteAllLines(one, rows[..1]);
            var count = rows.Length * Copies;
            var ours = Median(() => SpeedTexts.Answer(classifier, many));
            var theirs = Median(() => FastText.Predict(model, many)) - Median(() => FastText.Predict(model, one));
            Tell(
                "rows read, classified and answered in a second (ours: all tasks; fastText: one)",
                string.Create(CultureInfo.InvariantCulture, $"{count / ours:N0} beside {count / theirs:N0}, ratio {theirs / ours:0.00}"),
                "≥ 1");
        }
        finally
        {
            File.Delete(many);
            File.Delete(one);
        }
    }

    private static void Classify(TextClassifier classifier, string[] texts)
    {
        foreach (var text in texts)
        {
            classifier.Classify(new ClassifierInput(text));
        }
    }

    private static void Warm(TextClassifier classifier, string[] texts)
    {
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds < WarmSeconds)
        {
            Classify(classifier, texts);
        }
    }

    private static long Allocated(TextClassifier classifier, string[] texts)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Classify(classifier, texts);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / texts.Length;
    }

    private static double Median(Action work)
    {
        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            work();
            times[round] = System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(times);
        return times[Rounds / 2];
    }

    private static long Resident()
    {
        GC.Collect();
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }

    private static void Tell(string what, FormattableString value, string aim) => Tell(what, value.ToString(CultureInfo.InvariantCulture), aim);

    private static void Tell(string what, string value, string aim) => Console.WriteLine($"| {what} | {value} | {aim} |");
}
