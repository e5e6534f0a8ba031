using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Facts;

/// <summary>
/// What the receiving host found about the sender. Senders can write such fields themselves (RFC 8601 §5, §7.1), so only those count whose
/// authserv-id the caller trusts, that stand above the sender's own fields, and that follow each other from the topmost one on: the first
/// one of another host ends them. A host that is trusted must remove foreign fields under its own name from what comes in.
/// </summary>
public sealed record AuthenticationFacts
{
    /// <summary>Nothing is known.</summary>
    public static AuthenticationFacts Empty { get; } = new();

    /// <summary>The believed fields, topmost first.</summary>
    public IReadOnlyList<AuthenticationField> Trusted { get; init; } = [];

    /// <summary>The believed ARC fields, topmost first: what a trusted forwarder saw. Worth as much as <see cref="Arc"/> says about the chain.</summary>
    public IReadOnlyList<AuthenticationField> TrustedArc { get; init; } = [];

    /// <summary>How many fields were there and are not believed.</summary>
    public int IgnoredCount { get; init; }

    /// <summary>The topmost believed result; null when there is none.</summary>
    public AuthenticationVerdict? Spf => First(AuthenticationMethod.Spf)?.Verdict;

    /// <summary>The topmost believed result; null when there is none.</summary>
    public AuthenticationVerdict? Dmarc => First(AuthenticationMethod.Dmarc)?.Verdict;

    /// <summary>The topmost believed result about the ARC chain; null when there is none.</summary>
    public AuthenticationVerdict? Arc => First(AuthenticationMethod.Arc)?.Verdict;

    /// <summary>Pass when any signature is valid, else the topmost believed result; null when there is none.</summary>
    public AuthenticationVerdict? Dkim =>
        All(AuthenticationMethod.Dkim).Any(result => result.Verdict == AuthenticationVerdict.Pass) ? AuthenticationVerdict.Pass : First(AuthenticationMethod.Dkim)?.Verdict;

    /// <summary>The domains (<c>header.d</c>, else that of <c>header.i</c>) whose signatures are valid, lower case, each once.</summary>
    public IReadOnlyList<string> SigningDomains =>
    [
        .. All(AuthenticationMethod.Dkim).Where(result => result.Verdict == AuthenticationVerdict.Pass)
            .Select(result => result.Property("header", "d") ?? result.Property("header", "i"))
            .OfType<string>().Select(domain => domain[(domain.LastIndexOf('@') + 1)..].ToLowerInvariant()).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>All believed results of a method, topmost first.</summary>
    public IEnumerable<AuthenticationResult> All(AuthenticationMethod method) =>
        Trusted.SelectMany(field => field.Results).Where(result => result.Method == method);

    /// <param name="headers">Of the message.</param>
    /// <param name="trustedIds">Names under which our receiving hosts write, as in the first word of the field; compared letter by letter, ASCII case aside.</param>
    public static AuthenticationFacts Of(MimeHeaders headers, IReadOnlyCollection<string> trustedIds)
    {
        List<AuthenticationField>? trusted = null, trustedArc = null;
        var ignored = 0;
        bool open = true, openArc = true;
        foreach (var header in headers)
        {
            var isArc = header.Is("ARC-Authentication-Results");
            if (!isArc && !header.Is("Authentication-Results"))
            {
                // the sender's own fields begin: nothing below them is the receiver's
                var ends = IsOriginators(header);
                open &= !ends && (trusted is null || IsOfFilters(header));
                openArc &= !ends;
                continue;
            }

            var field = (isArc ? openArc : open) ? AuthenticationField.Parse(header.Unfolded) : null;
            if (field?.AuthservId is { } id && trustedIds.Any(one => System.Text.Ascii.EqualsIgnoreCase(one, id)))
            {
                (isArc ? trustedArc ??= [] : trusted ??= []).Add(field);
                continue;
            }

            ignored++;
            open &= isArc;
            openArc &= !isArc;
        }

        return trusted is null && trustedArc is null && ignored == 0
            ? Empty
            : new AuthenticationFacts { Trusted = trusted ?? [], TrustedArc = trustedArc ?? [], IgnoredCount = ignored };
    }

    private AuthenticationResult? First(AuthenticationMethod method) => All(method).FirstOrDefault();

    private static bool IsOriginators(MimeHeader header) =>
        header.Is("From") || header.Is("To") || header.Is("Subject") || header.Is("Date") || header.Is("Message-ID") || header.Is("MIME-Version")
        || header.Is("Content-Type") || header.Is("Sender") || header.Is("Reply-To") || header.Is("Cc");

    // what filters of the same host write between their results
    private static bool IsOfFilters(MimeHeader header) =>
        header.Is("Received-SPF") || header.Is("DKIM-Filter") || header.Is("DMARC-Filter") || header.Is("ARC-Seal") || header.Is("ARC-Message-Signature")
        || StartsWith(header, "X-Spam"u8) || StartsWith(header, "X-Rspamd"u8) || StartsWith(header, "X-Virus"u8);

    private static bool StartsWith(MimeHeader header, ReadOnlySpan<byte> beginning) =>
        header.RawName.Length >= beginning.Length && System.Text.Ascii.EqualsIgnoreCase(header.RawName[..beginning.Length], beginning);
}
