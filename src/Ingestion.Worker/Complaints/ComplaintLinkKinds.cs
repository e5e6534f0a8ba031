namespace Ingestion.Worker.Complaints;

/// <summary>What two complaints are to each other, as words of the pool.</summary>
internal static class ComplaintLinkKinds
{
    /// <summary>A customer's next complaint about what an older or closed one was about, or in a conversation that was over.</summary>
    public const string Follows = "follows";

    /// <summary>They may be one matter: shown to people, changes nothing.</summary>
    public const string Suggested = "suggested";

    /// <summary>Alike, of two customers.</summary>
    public const string Similar = "similar";

    /// <summary>One matter in two complaints.</summary>
    public const string Same = "same";

    /// <summary>An operator put one into the other: <c>complaint.merged_into</c> says which.</summary>
    public const string Successor = "successor";

    /// <summary>All that can be taken back by a word; a merge is taken back as a whole.</summary>
    public static IReadOnlyList<string> Loose { get; } = [Follows, Suggested, Similar, Same];
}
