namespace Ingestion.Channels.Social.X;

/// <summary>What a round brought of one list.</summary>
/// <param name="Set">Puts the list's place into a cursor.</param>
/// <param name="Before">The place before the round.</param>
/// <param name="Gap">What the walk through the gap brought, when there was one.</param>
/// <param name="After">Where the walk to the newest posts led down to.</param>
/// <param name="Walk">What that walk brought.</param>
internal sealed record XFound(Func<XCursor, XPlace, XCursor> Set, XPlace Before, XWalk? Gap, long After, XWalk Walk)
{
    /// <summary>Walks through a gap that may find nothing further before it is given up.</summary>
    private const int GapTries = 3;

    /// <summary>The gap was given up: what lies in it X does not give.</summary>
    public bool GivesUpGap => Gap is { EndsAbove: > 0 } && !Filled.HasGap;

    /// <summary>X did not list all that came since the last round.</summary>
    public bool IsOutOfReach => Walk.ReachEnd > Math.Max(Before.Newest, After);

    /// <summary>The place once the entries of the gap have been offered.</summary>
    public XPlace Filled => Gap switch
    {
        null => Before,
        { EndsAbove: 0 } => Before.WithoutGap,
        { EndsAbove: var end } when end < Before.GapUntil => Before with { GapUntil = end, GapToken = Gap.Token, Tries = 0 },
        _ when Before.Tries + 1 < GapTries => Before with { GapToken = null, Tries = Before.Tries + 1 },
        _ => Before.WithoutGap,
    };

    /// <summary>
    /// The entries in the order in which they are offered, each with the cursor that holds once it is: entries of a gap, which close it with the last
    /// one, and then the newer ones. A walk that was broken off leaves a gap below it from its first entry on. What is
    /// not offered, such as a flood of reposts, is left behind with the last one.
    /// </summary>
    public (List<(XEntry Entry, XCursor Then)> Line, XCursor End) Queue(XCursor at)
    {
        List<(XEntry, XCursor)> line = [];
        foreach (var entry in Gap?.Entries ?? [])
        {
            line.Add((entry, at));
        }

        var place = Filled;
        at = Set(at, place);
        if (line.Count > 0)
        {
            line[^1] = (line[^1].Item1, at);
        }

        if (Walk.EndsAbove > 0)
        {
            place = place with { GapAfter = place.HasGap ? place.GapAfter : After, GapUntil = Walk.EndsAbove, GapToken = Walk.Token, Tries = 0 };
        }

        foreach (var entry in Walk.Entries)
        {
            place = place with { Newest = Math.Max(place.Newest, entry.Id) };
            at = Set(at, place);
            line.Add((entry, at));
        }

        return (line, Set(at, place with { Newest = Math.Max(place.Newest, Walk.Top) }));
    }
}
