using System.ComponentModel.DataAnnotations;

namespace Ingestion.Channels.Email.Maildir;

/// <summary>Options of the <c>maildir</c> connector.</summary>
public sealed record MaildirOptions
{
    /// <summary>The Maildir's folder: the one that holds <c>new</c>, <c>cur</c> and <c>tmp</c>.</summary>
    [Required]
    public string Path { get; init; } = "";

    /// <summary>A Maildir++ subfolder, levels divided by dots: <c>Complaints</c>, <c>Support.Open</c>. Empty: the inbox itself.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Addresses that this mailbox receives for or that we answer from: mail from them is recorded and never answered.</summary>
    public IReadOnlyList<string> OwnAddresses { get; init; } = [];

    /// <summary>
    /// Names under which the host that receives this mailbox's mail writes <c>Authentication-Results</c> (their first word). What it found
    /// is believed then: a mail whose DMARC check failed is not answered by itself. Of several such fields only the topmost confirms a sender. The host should
    /// remove those of others under its own name.
    /// </summary>
    public IReadOnlyList<string> TrustedAuthservIds { get; init; } = [];

    /// <summary>Of larger mails only the headers are taken. Bytes.</summary>
    [Range(64 * 1024, 256 * 1024 * 1024)]
    public int MaxBytes { get; init; } = 25 * 1024 * 1024;

    /// <summary>Moves accepted mails from <c>new</c> to <c>cur</c>, as a mail program does when it shows them. Off: the Maildir is only read.</summary>
    public bool MoveToCur { get; init; }
}
