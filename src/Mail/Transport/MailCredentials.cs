namespace Ingestion.Mail.Transport;

/// <summary>Who logs in, and with what: a password or an access token.</summary>
/// <param name="User">The account's name as the server knows it; with a token the address of the mailbox.</param>
/// <param name="Password">The password or app password; unused with <see cref="Tokens"/>.</param>
public sealed record MailCredentials(string User, string Password)
{
    /// <summary>Login by OAuth 2.0 and by nothing else: a server that does not offer it is refused.</summary>
    public MailCredentials(string user, IAccessTokenSource tokens)
        : this(user, "") => Tokens = tokens;

    /// <summary>Where the access token comes from, or null for a login with <see cref="Password"/>.</summary>
    public IAccessTokenSource? Tokens { get; }

    /// <summary>Neither of the two: credentials end up in logs by accident.</summary>
    public override string ToString() => nameof(MailCredentials);
}
