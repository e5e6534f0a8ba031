using System.Globalization;
using Ingestion.Bench.Machinery;

namespace Ingestion.Bench.Servers;

/// <summary>smtp-sink with `-c`: after each mail it rewrites a line "sess=1 quit=0 mesg=1".</summary>
internal sealed class MailSink(int port, string log, int processId)
{
    public int Port => port;

    public double CpuMilliseconds() => ProcessTree.CpuMilliseconds(processId);

    /// <summary>Mails taken since it was started.</summary>
    public int Delivered()
    {
        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(file.Length, 400), SeekOrigin.End);
        using var reader = new StreamReader(file);
        var counters = reader.ReadToEnd().Split('\r');

        // The last one may be half written.
        var last = counters.Length < 2 ? "" : counters[^2];
        var place = last.IndexOf("mesg=", StringComparison.Ordinal);
        return place < 0 ? 0 : int.Parse(last.AsSpan(place + 5), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }
}
