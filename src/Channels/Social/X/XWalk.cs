namespace Ingestion.Channels.Social.X;

/// <summary>What one walk through a list brought.</summary>
/// <param name="Entries">Oldest first, each once.</param>
/// <param name="Read">What X returned, ours and repeats included: that is billed.</param>
/// <param name="EndsAbove">The walk was broken off: what is older than this id, down to where it should have led, has not been seen. 0: it is whole.</param>
internal sealed record XWalk(IReadOnlyList<XEntry> Entries, int Read, long EndsAbove);
