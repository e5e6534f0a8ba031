namespace Ingestion.Channels;

/// <summary>
/// One way to reach a person. Equal records are the same point: connectors normalise the value (domains in lower-case ASCII, phones in
/// E.164) and never fold what could be two people into one.
/// </summary>
/// <param name="Kind">What the value is.</param>
/// <param name="Value">The normalised value; at most 320 characters. For <see cref="ContactPointKind.Handle"/>: <c>network:id</c>.</param>
public sealed record ContactPoint(ContactPointKind Kind, string Value)
{
    /// <summary>Never the value: contact points end up in logs by accident.</summary>
    public override string ToString() => Kind.ToString();
}
