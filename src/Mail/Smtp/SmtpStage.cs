namespace Ingestion.Mail.Smtp;

/// <summary>Which command a reply answers: the same code means different things.</summary>
internal enum SmtpStage
{
    Login,
    Sender,
    Recipient,
    Content,
}
