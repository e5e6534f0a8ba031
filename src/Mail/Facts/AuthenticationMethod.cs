namespace Ingestion.Mail.Facts;

/// <summary>What was checked about a sender (IANA registry "Email Authentication Methods").</summary>
public enum AuthenticationMethod
{
    /// <summary>See <see cref="AuthenticationResult.MethodName"/>.</summary>
    Other,
    Spf,
    Dkim,
    Dmarc,
    Arc,

    /// <summary>SMTP AUTH.</summary>
    Auth,

    /// <summary>Reverse name of the client's address.</summary>
    Iprev,
}
