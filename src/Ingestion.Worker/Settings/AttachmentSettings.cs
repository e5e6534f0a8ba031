using System.ComponentModel.DataAnnotations;

namespace Ingestion.Worker.Settings;

/// <summary>How attachments are kept: as files, named by their content, beside the store.</summary>
internal sealed record AttachmentSettings
{
    /// <summary>
    /// The folder of the files, relative to the working directory; several workers on one pool share it. It belongs into every backup of the
    /// database. Default: <c>attachments</c> beside the SQLite file; with PostgreSQL <c>data/attachments</c>.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>Larger attachments are withheld. Bytes. Default: 25 MiB.</summary>
    [Range(1, 2_147_483_647d)]
    public long MaxBytes { get; init; } = 25 * 1024 * 1024;

    /// <summary>What goes beyond this of one message's attachments is withheld. Bytes. Default: 100 MiB.</summary>
    [Range(1, 1_099_511_627_776)]
    public long MaxBytesPerMessage { get; init; } = 100 * 1024 * 1024;

    /// <summary>Attachments of one message beyond this many are withheld. Default: 100.</summary>
    [Range(1, 1000)]
    public int MaxPerMessage { get; init; } = 100;

    /// <summary>
    /// The disk is left this much: with less free, attachments wait until there is more. Bytes. Default: 1 GiB.
    /// </summary>
    [Range(0, 1_099_511_627_776)]
    public long KeepFreeBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Attachments fetched at one time on each channel. Default: 2.</summary>
    [Range(1, 32)]
    public int Parallel { get; init; } = 2;

    /// <summary>One attachment's fetch may take this long. Default: 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "12:00:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>An attachment that could not be fetched for this long stays withheld. Default: 3 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(3);
}
