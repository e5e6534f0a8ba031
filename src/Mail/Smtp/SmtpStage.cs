namespace Ingestion.Mail.Smtp;

/// <summary>Which command a reply answers: the same code means different things.</summary>
internal enum SmtpStage
{
    Login,
    Sender,
    Recipient,

    /// <summary>DATA itself: the server has nothing of the message yet.</summary>
    Data,

    /// <summary>The final dot: the server has the whole message.</summary>
    Content,
}
