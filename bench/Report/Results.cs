using System.Globalization;
using System.Text;
using Ingestion.Bench.Machinery;

namespace Ingestion.Bench.Report;

/// <summary>Everything measured in one run of the harness, told as it comes and as Markdown at the end.</summary>
internal sealed class Results
{
    private readonly List<string> _rows = [];
    private double _peak;

    public void Add(PairedResult result)
    {
        var verdict = double.IsNaN(result.Reach) ? "–" : Text($"≥ {result.Reach:0.##}");
        Row(
            result.Work,
            Rate(result.OfWorker(sample => sample.PerSecond)),
            Text($"{result.Reference}: {Rate(result.OfReference(sample => sample.PerSecond))}"),
            Text($"**{result.Ratio:0.00}** ({string.Join(", ", result.Rounds.Select(round => (round.Worker.PerSecond / round.Reference.PerSecond).ToString("0.00", CultureInfo.InvariantCulture)))})"),
            verdict,
            Cpu(result.OfWorker(sample => sample.Cpu), result.OfWorker(sample => sample.StoreCpu)),
            Cpu(result.OfReference(sample => sample.Cpu), result.OfReference(sample => sample.StoreCpu)),
            Notes(result.Rounds.Select(round => round.Worker), result.P99Ratio, result.OfReference(sample => sample.P99Latency)));
    }

    public void Add(SoloResult result)
    {
        Row(
            result.Work,
            Rate(Statistics.Median(result.Rounds.Select(sample => sample.PerSecond))),
            "–",
            "–",
            result.Reach,
            Cpu(Statistics.Median(result.Rounds.Select(sample => sample.Cpu)), Statistics.Median(result.Rounds.Select(sample => sample.StoreCpu))),
            "–",
            Notes(result.Rounds, double.NaN, double.NaN));
    }

    public void Add(FigureResult result) => Row(
        result.Work,
        Figure(Statistics.Median(result.Values), result.Unit),
        "–",
        "–",
        result.Reach,
        "–",
        "–",
        result.Values.Count > 1 ? $"{Number(result.Values.Min())}–{Figure(result.Values.Max(), result.Unit)}" : "");

    public string Markdown()
    {
        var page = new StringBuilder();
        page.AppendLine("| work | worker | beside it | ratio: median (rounds) | reach | worker CPU ms/message (process + database) | reference CPU ms/message | notes |");
        page.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var row in _rows)
        {
            page.AppendLine(row);
        }

        if (_peak > 0)
        {
            page.AppendLine(Text($"| most resident memory during the runs | {_peak:0} MB | – | – | ≤ 200 MB | – | – | |"));
        }

        return page.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Figure(double value, string unit) => $"{Number(value)} {unit}";

    private static string Number(double value) => value.ToString(value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Rate(double perSecond) => Text($"{perSecond:#,0}/s");

    private static string Cpu(double process, double store) =>
        double.IsNaN(store) ? Text($"{process:0.000}") : Text($"{process:0.000} + {store:0.000}");

    private string Notes(IEnumerable<Sample> samples, double p99Ratio, double referenceP99)
    {
        var all = samples.ToArray();
        var notes = new List<string>();
        var perCommit = Statistics.Median(all.Select(sample => sample.PerCommit));
        if (!double.IsNaN(perCommit))
        {
            notes.Add(Text($"{perCommit:0.0} messages/commit"));
        }

        if (!double.IsNaN(p99Ratio))
        {
            notes.Add(Text($"p50 {Statistics.Median(all.Select(sample => sample.MedianLatency)):0.0} ms, p99 {Statistics.Median(all.Select(sample => sample.P99Latency)):0.0} ms = {p99Ratio:0.0} × {referenceP99:0.0} ms"));
        }

        var peak = all.Max(sample => sample.PeakMegabytes);
        if (!double.IsNaN(peak))
        {
            _peak = Math.Max(_peak, peak);
            notes.Add(Text($"{peak:0} MB"));
        }

        if (all.Sum(sample => sample.Failed) is > 0 and var failed)
        {
            notes.Add(Text($"**{failed} failed**"));
        }

        return string.Join("; ", notes);
    }

    private void Row(params string[] cells)
    {
        var row = $"| {string.Join(" | ", cells)} |";
        _rows.Add(row);
        Console.WriteLine(row);
    }
}
