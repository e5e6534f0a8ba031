namespace Ingestion.Mail.Facts;

/// <summary>What a mail says about how it came to be sent (RFC 3834 §5, RFC 5436 §2.7.1).</summary>
public enum AutoSubmitted
{
    /// <summary>A person sent it.</summary>
    No,

    /// <summary>By itself: a periodic report.</summary>
    Generated,

    /// <summary>In answer to another mail.</summary>
    Replied,

    /// <summary>To tell of an event.</summary>
    Notified,

    /// <summary>Another word, which is not "no".</summary>
    Other,
}
