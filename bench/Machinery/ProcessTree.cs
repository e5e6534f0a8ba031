using System.Globalization;

namespace Ingestion.Bench.Machinery;

/// <summary>What Linux says of a process and its descendants (proc(5)).</summary>
internal static class ProcessTree
{
    // sysconf(_SC_CLK_TCK) is 100 on every Linux that .NET runs on.
    private const double MillisecondsPerTick = 10;

    /// <summary>CPU time in milliseconds, user and system, of the process and all its descendants, ended children included.</summary>
    public static double CpuMilliseconds(int root)
    {
        var processes = ReadAll();
        var ticks = 0L;
        var waiting = new Stack<int>([root]);
        while (waiting.TryPop(out var id))
        {
            foreach (var process in processes)
            {
                if (process.Id == id)
                {
                    ticks += process.Ticks;
                }
                else if (process.Parent == id)
                {
                    waiting.Push(process.Id);
                }
            }
        }

        return ticks * MillisecondsPerTick;
    }

    /// <summary>CPU time of this process, its children left out.</summary>
    public static double OwnCpuMilliseconds() => Environment.CpuUsage.TotalTime.TotalMilliseconds;

    /// <summary>Resident memory in MB: VmRSS now, or VmHWM for the most it ever was.</summary>
    public static double Megabytes(int id, string field)
    {
        foreach (var line in File.ReadLines($"/proc/{id}/status"))
        {
            if (line.StartsWith(field, StringComparison.Ordinal))
            {
                var digits = line.AsSpan(field.Length + 1).Trim();
                return long.Parse(digits[..digits.IndexOf(' ')], CultureInfo.InvariantCulture) / 1024.0;
            }
        }

        return 0;
    }

    private static List<(int Id, int Parent, long Ticks)> ReadAll()
    {
        var found = new List<(int, int, long)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                continue;
            }

            try
            {
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
                found.Add((id, (int)Field(4), Field(14) + Field(15) + Field(16) + Field(17)));
            }
            catch (IOException)
            {
                // It ended between the listing and the read.
            }
        }

        return found;
    }
}
