using Ingestion.Worker.Matching;

namespace Ingestion.Worker.Clusters;

/// <summary>The numbers that a message names as one text: <c>m12345 p5551234</c>, a letter for the sort before each.</summary>
internal static class StoredNumbers
{
    private const string Sorts = "nmpt";

    /// <summary>Null when there are none.</summary>
    public static string? Write(IReadOnlyList<ReferenceNumber> numbers) =>
        numbers.Count == 0 ? null : string.Join(' ', numbers.Select(number => Sorts[(int)number.Sort] + number.Value));

    public static IReadOnlyList<ReferenceNumber> Read(string? stored) => stored is null
        ? []
        : [.. stored.Split(' ').Select(written => new ReferenceNumber(written[1..], (ReferenceSort)Sorts.IndexOf(written[0], StringComparison.Ordinal)))];
}
