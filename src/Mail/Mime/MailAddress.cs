using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// One mailbox (RFC 5322 §3.4, RFC 6532). The local part is kept exactly as written, because case and look-alike letters may tell two
/// people apart; the domain is lower-case ASCII (RFC 5891).
/// </summary>
public sealed record MailAddress
{
    private const int LongestLocalPart = 64;
    private const int LongestAddress = 254;

    internal MailAddress(string? name, string localPart, string domain, bool isExact)
    {
        localPart = AddressText.WithoutControls(localPart);
        domain = AddressText.WithoutControls(domain);
        Name = name;
        LocalPart = localPart;
        Domain = domain;
        Address = AddressText.Serialise(localPart, domain);
        IsAnswerable = isExact && domain.Length > 0 && Encoding.UTF8.GetByteCount(localPart) <= LongestLocalPart
            && Address.Length <= LongestAddress && AddressText.IsPlainLocalPart(localPart) && AddressText.IsPublicDomain(domain);
    }

    /// <summary>The display name, decoded, or null. For people to read only.</summary>
    public string? Name { get; }

    /// <summary>Without quotes and escapes.</summary>
    public string LocalPart { get; }

    /// <summary>Lower-case ASCII; a domain literal keeps its brackets; empty when the address has none.</summary>
    public string Domain { get; }

    /// <summary>The addr-spec as it goes into an envelope; the local part quoted where it must be.</summary>
    public string Address { get; }

    /// <summary>
    /// Whether the address means the same to every program that reads it: written plainly, no quoting, no comment, no control
    /// character, a real domain. Only such an address may be answered automatically.
    /// </summary>
    public bool IsAnswerable { get; }

    /// <summary>
    /// Whether the display name itself looks like an address, and another one than this: people who see only names are misled.
    /// </summary>
    public bool NameClaimsOtherAddress =>
        Name is not null && Name.AsSpan().ContainsAny("@\uFF20\uFE6B") && !Name.Contains(Address, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether both are one mailbox: the same domain, and the same local part letter by letter (RFC 5321 §2.4). Names do not count.
    /// </summary>
    public bool IsSameMailbox(MailAddress other) =>
        string.Equals(LocalPart, other.LocalPart, StringComparison.Ordinal) && string.Equals(Domain, other.Domain, StringComparison.Ordinal);

    /// <summary>Whether an envelope with this address needs SMTPUTF8 (RFC 6531).</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(Address);

    /// <summary>Reads a text that holds exactly one address, with or without a name; null otherwise.</summary>
    public static MailAddress? Parse(string text) =>
        AddressParser.Parse(text) is [var only] && only.Domain.Length > 0 ? only : null;

    /// <summary>Reads a list as headers have it, groups flattened; what is no address is left out.</summary>
    public static IReadOnlyList<MailAddress> ParseList(string text) => AddressParser.Parse(text);

    /// <summary>The same address with another display name.</summary>
    public MailAddress WithName(string? name) => new(name, LocalPart, Domain, IsAnswerable);

    internal MailAddress Unsure() => new(Name, LocalPart, Domain, isExact: false);

    /// <summary>Never the value: addresses end up in logs by accident.</summary>
    public override string ToString() => nameof(MailAddress);
}
