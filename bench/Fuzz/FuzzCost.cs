using System.Globalization;

namespace Ingestion.Bench.Fuzz;

/// <summary>What one case cost.</summary>
/// <param name="Length">Bytes of the mail.</param>
internal readonly record struct FuzzCost(long Number, TimeSpan Cpu, long Allocated, int Length)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"case {Number} ({Length / 1024.0:0} KB): {Cpu.TotalMilliseconds:0} ms CPU, {Allocated / 1024.0 / 1024:0.0} MB");
}
