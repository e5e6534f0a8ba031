using System.Collections.Frozen;
using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>The addresses, numbers and accounts of all configured channels: what comes from one of them, on whichever channel, comes from ourselves.</summary>
internal sealed class OwnPoints
{
    public static readonly OwnPoints None = new([]);

    private readonly FrozenSet<ContactPoint> points;

    public OwnPoints(IEnumerable<ContactPoint> own) => points = own.Select(Plain).ToFrozenSet();

    public bool Contains(ContactPoint? point) => points.Count > 0 && point is not null && points.Contains(Plain(point));

    // support+token@ is support@
    private static ContactPoint Plain(ContactPoint point)
    {
        var folded = point.Folded();
        return folded.Kind == ContactPointKind.Email ? folded with { Value = Mailboxes.WithoutTag(folded.Value) } : folded;
    }
}
