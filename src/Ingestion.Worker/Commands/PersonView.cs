using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Commands;

/// <summary>What <c>contacts show</c> shows of one person.</summary>
/// <param name="Id">The smallest id among the contacts.</param>
/// <param name="Points">Where the person is reached.</param>
/// <param name="Links">Why these are one person; also links that were taken away.</param>
/// <param name="TrackingNumbers">Of the complaints that they opened.</param>
internal sealed record PersonView(long Id, IReadOnlyList<LinkedPoint> Points, IReadOnlyList<ContactLink> Links, IReadOnlyList<string> TrackingNumbers);
