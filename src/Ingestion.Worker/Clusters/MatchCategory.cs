namespace Ingestion.Worker.Clusters;

/// <summary>Categories as matching compares them.</summary>
internal static class MatchCategory
{
    private const string Unknown = "other";

    /// <summary>Null for what belongs to none: two such are not alike by that.</summary>
    public static string? Of(string word) => word == Unknown ? null : word;
}
