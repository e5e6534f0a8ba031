namespace EndToEnd.Tests;

/// <summary>One cut, and what others had in their hands just before it.</summary>
/// <param name="Number">Of the disk's cut.</param>
/// <param name="Answered">Keys of the webhooks that were answered 2xx.</param>
/// <param name="Told">Tracking numbers that customers were told.</param>
internal sealed record PowerCut(int Number, IReadOnlyList<string> Answered, IReadOnlyList<string> Told);
