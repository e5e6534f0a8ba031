namespace Ingestion.Channels;

/// <summary>What became of one try to get an attachment's bytes.</summary>
/// <param name="WithheldBecause">Null: all bytes are there. Else why they never will be, short and stable: <c>gone</c>, <c>address-not-allowed</c>.</param>
public sealed record AttachmentFetch(string? WithheldBecause)
{
    public static AttachmentFetch Kept { get; } = new((string?)null);

    /// <summary>The type that the provider named with the bytes, lower case without parameters; or null.</summary>
    public string? MediaType { get; init; }
}
