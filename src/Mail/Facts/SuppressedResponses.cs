namespace Ingestion.Mail.Facts;

/// <summary>Which automatic answers the sender does not want (X-Auto-Response-Suppress, MS-OXCMAIL).</summary>
[Flags]
public enum SuppressedResponses
{
    None = 0,

    /// <summary>DR: reports of delivery.</summary>
    DeliveryReceipts = 1,

    /// <summary>NDR: reports of failure.</summary>
    FailureReports = 2,

    /// <summary>RN: receipts for reading.</summary>
    ReadReceipts = 4,

    /// <summary>NRN: receipts for not reading.</summary>
    UnreadReceipts = 8,

    /// <summary>OOF: absence notes.</summary>
    AbsenceNotes = 16,

    /// <summary>AutoReply: all other answers by machines.</summary>
    AutoReplies = 32,
    All = DeliveryReceipts | FailureReports | ReadReceipts | UnreadReceipts | AbsenceNotes | AutoReplies,
}
