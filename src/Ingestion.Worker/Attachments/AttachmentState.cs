namespace Ingestion.Worker.Attachments;

/// <summary>The words of the column.</summary>
internal static class AttachmentState
{
    /// <summary>To be fetched; with a reason: tried, and to be tried again.</summary>
    public const string Waiting = "waiting";

    /// <summary>The file is on the disk.</summary>
    public const string Kept = "kept";

    /// <summary>It is not there and will not be, for the reason.</summary>
    public const string Withheld = "withheld";
}
