using System.Globalization;

namespace Ingestion.Worker.Commands;

/// <summary>What one check found.</summary>
internal sealed record CheckLine(string Name, bool Passed, string Summary, TimeSpan Took)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Passed ? "ok  " : "FAIL")}  {Name}: {Summary} ({Took.TotalSeconds:0.0} s)");
}
