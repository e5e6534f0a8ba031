namespace Ingestion.Mail.Smtp;

/// <summary>Sender and recipient of the transport, independent of the headers.</summary>
/// <param name="Sender">Where bounces go; empty is the null sender <c>&lt;&gt;</c>, to which nobody answers.</param>
/// <param name="Recipient">Exactly one address: what happens to it is the result.</param>
public sealed record SmtpEnvelope(string Sender, string Recipient)
{
    /// <summary>The reports that may come back. Without effect for the null sender, which gets none.</summary>
    public SmtpNotice Notice { get; init; }

    /// <summary>Nothing: addresses end up in logs by accident.</summary>
    public override string ToString() => nameof(SmtpEnvelope);
}
