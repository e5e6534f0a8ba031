namespace Ingestion.Channels.Email.Imap;

/// <summary>Where a channel begins in a mailbox that already holds mail.</summary>
public enum ImapBackfill
{
    /// <summary>With the oldest mail: everything is recorded, and what arrived before the start date is never answered.</summary>
    All,

    /// <summary>With the first mail that the server dates on the day before the start date or later.</summary>
    SinceStartDate,

    /// <summary>With the next mail to come.</summary>
    NewOnly,
}
