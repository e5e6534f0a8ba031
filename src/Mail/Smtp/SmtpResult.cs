namespace Ingestion.Mail.Smtp;

/// <summary>What became of one message, and why.</summary>
/// <param name="Outcome">See <see cref="SmtpOutcome"/>.</param>
/// <param name="Reason">Short and stable: <c>smtp-550-5.1.1</c>, <c>connection-lost-after-data</c>, <c>certificate-expired</c>.</param>
public sealed record SmtpResult(SmtpOutcome Outcome, string Reason)
{
    /// <summary>Who can mend it; <see cref="SmtpCause.None"/> when it was sent.</summary>
    public SmtpCause Cause { get; init; }

    /// <summary>The fault lies in the account, its settings or the sender's address, not in this message.</summary>
    public bool AccountFault => Cause == SmtpCause.Account;

    /// <summary>It was the envelope sender that was refused: another one may be taken.</summary>
    public bool SenderRefused { get; init; }

    /// <summary>The id under which the server queued it, when it tells; printable ASCII, at most 100 characters.</summary>
    public string? QueueId { get; init; }
}
