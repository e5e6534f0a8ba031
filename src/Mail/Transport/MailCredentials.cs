namespace Ingestion.Mail.Transport;

/// <summary>Who logs in.</summary>
/// <param name="User">The account's name as the server knows it.</param>
/// <param name="Password">The password or app password.</param>
public sealed record MailCredentials(string User, string Password)
{
    /// <summary>Neither of the two: credentials end up in logs by accident.</summary>
    public override string ToString() => nameof(MailCredentials);
}
