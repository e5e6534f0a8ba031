using Ingestion.Mail.Facts;
using Ingestion.Mail.Mime;

namespace Ingestion.Channels.Email.Machines;

/// <summary>
/// Whether the receiving host found that the mail comes from where it says (RFC 8601, 7489). Only fields under the host's own name count: to
/// distrust, any of those that <see cref="AuthenticationFacts"/> believes; to trust, the topmost alone, because a host that forgets to remove
/// foreign fields under its name still writes its own above them.
/// </summary>
internal static class SenderCheck
{
    public static SenderStanding Of(MimeMessage mail, IReadOnlyCollection<string> trustedIds)
    {
        if (trustedIds.Count == 0 || mail.From is not [{ Domain: { Length: > 0 } domain }])
        {
            return SenderStanding.Unknown;
        }

        var facts = AuthenticationFacts.Of(mail.Headers, trustedIds);
        if (facts.All(AuthenticationMethod.Dmarc).Any(result => result.Verdict == AuthenticationVerdict.Fail))
        {
            return SenderStanding.Denied;
        }

        return facts.Trusted is [var top, ..] && top.Results.Any(result => Confirms(result, domain)) ? SenderStanding.Confirmed : SenderStanding.Unknown;
    }

    private static bool Confirms(AuthenticationResult result, string domain) => result.Verdict == AuthenticationVerdict.Pass && result.Method switch
    {
        AuthenticationMethod.Dmarc => result.Property("header", "from") is not { } named || IsOf(named, domain),
        AuthenticationMethod.Dkim => (result.Property("header", "d") ?? result.Property("header", "i")) is { } signer && IsOf(signer[(signer.LastIndexOf('@') + 1)..], domain),
        _ => false,
    };

    // the domain itself, or one above it
    private static bool IsOf(string named, string domain) =>
        domain.Equals(named, StringComparison.OrdinalIgnoreCase)
        || (named.Contains('.', StringComparison.Ordinal) && domain.EndsWith("." + named, StringComparison.OrdinalIgnoreCase));
}
