namespace Ingestion.Mail.Smtp;

/// <summary>Where the reason lies that a message was not sent, after RFC 3463 and the reply's stage: it says who can mend it.</summary>
public enum SmtpCause
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>The server or the way to it, for now.</summary>
    Server,

    /// <summary>A limit or a grey list: trying again soon makes it worse (4.5.3, 4.7.x).</summary>
    Rate,

    /// <summary>The recipient's address, mailbox or domain (x.1.x, 5.2.x).</summary>
    Recipient,

    /// <summary>What the message is: its size or its form (5.2.3, 5.3.4, 5.6.x).</summary>
    Message,

    /// <summary>The account, its settings or the sender's address (x.7.x, 530, 535): no message goes until somebody mends it.</summary>
    Account,

    /// <summary>A command that the server does not understand (500–504, 5.5.x): a fault of this client, or of the server.</summary>
    Protocol,
}
