namespace Ingestion.Channels;

/// <summary>
/// One way to reach a person. Points are the same when their <see cref="Folded"/> forms are equal: connectors normalise the value (domains in
/// lower-case ASCII, phones in E.164) and never fold what could be two people into one.
/// </summary>
/// <param name="Kind">What the value is.</param>
/// <param name="Value">The normalised value; at most 320 characters. For <see cref="ContactPointKind.Handle"/>: <c>network:id</c>.</param>
public sealed record ContactPoint(ContactPointKind Kind, string Value)
{
    /// <summary>
    /// The form by which people are known: A to Z before the at sign of a mail address are small, because no mail system in use tells two people apart
    /// by them (RFC 5321 §2.4 would let it). Nothing beyond ASCII is folded: mıke@ and mike@ stay two. Answers go to the point as it was written.
    /// </summary>
    public ContactPoint Folded() => Kind == ContactPointKind.Email && Value.AsSpan().ContainsAnyInRange('A', 'Z')
        ? this with { Value = string.Create(Value.Length, Value, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
            }
        }) }
        : this;

    /// <summary>
    /// A point as an operator writes it: an address, a telephone number with + or 00, or a handle with its network, <c>x:1234</c>; folded. Null for
    /// anything else.
    /// </summary>
    public static ContactPoint? Read(string typed) => Read(typed, null);

    /// <summary>The same, where a telephone number may be written as people of a region write it: 0532 123 45 67 in TR.</summary>
    /// <param name="typed">What was written.</param>
    /// <param name="region">ISO 3166-1 code of a region that is known; null: only numbers with their country.</param>
    public static ContactPoint? Read(string typed, string? region)
    {
        typed = typed.Trim();
        if (EmailAddress.Read(typed) is { } email)
        {
            return email.Folded();
        }

        return PhoneNumber.Read(typed, region) ?? (typed.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < typed.Length - 1 && typed.Length <= 320
            ? new ContactPoint(ContactPointKind.Handle, typed)
            : null);
    }

    /// <summary>Enough to know a point again that one has seen, and not enough to write to it: <c>ay***@example.az</c>, <c>+9945***67</c>.</summary>
    public string Masked()
    {
        if (Kind == ContactPointKind.Email)
        {
            var at = Math.Max(Value.LastIndexOf('@'), 0);
            return string.Concat(Value.AsSpan(0, Math.Min(2, at / 2)), "***", Value.AsSpan(at));
        }

        var shown = Kind == ContactPointKind.Phone ? 5 : Value.IndexOf(':', StringComparison.Ordinal) + 1;
        return Value.Length - shown <= 4 ? string.Concat(Value.AsSpan(0, Math.Min(shown, Value.Length)), "***") : string.Concat(Value.AsSpan(0, shown), "***", Value.AsSpan(Value.Length - 2));
    }

    /// <summary>Never the value: contact points end up in logs by accident.</summary>
    public override string ToString() => Kind.ToString();
}
