using Ingestion.Mail.Mime;

namespace Ingestion.Channels.Email;

/// <summary>As whom a channel sends mail.</summary>
internal sealed record MailIdentity
{
    /// <summary>What customers see as the sender.</summary>
    public required MailAddress From { get; init; }

    /// <summary>Where customers' answers go; null: to <see cref="From"/>.</summary>
    public MailAddress? ReplyTo { get; init; }

    /// <summary>The channel's name, written as a mark by which we know our own mail when it comes back.</summary>
    public required string Channel { get; init; }
}
