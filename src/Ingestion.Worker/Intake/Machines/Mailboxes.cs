namespace Ingestion.Worker.Intake.Machines;

/// <summary>Which addresses lead to one mailbox.</summary>
internal static class Mailboxes
{
    /// <summary>Without what stands between a plus and the at sign, which mail systems ignore on delivery.</summary>
    public static string WithoutTag(string address)
    {
        var plus = address.IndexOf('+', StringComparison.Ordinal);
        var at = address.LastIndexOf('@');
        return plus > 0 && plus < at ? string.Concat(address.AsSpan(0, plus), address.AsSpan(at)) : address;
    }

    /// <summary>Whether other addresses without a tag lead to the mailbox of this key.</summary>
    public static bool HasManySpellings(string key) => key.EndsWith("@gmail.com", StringComparison.Ordinal);

    /// <summary>The same for all addresses of one mailbox: without the tag, and at Gmail without dots, under the first of its two names.</summary>
    public static string Key(string address)
    {
        var plain = WithoutTag(address);
        var at = plain.LastIndexOf('@');
        return at > 0 && plain[(at + 1)..] is "gmail.com" or "googlemail.com"
            ? plain[..at].Replace(".", "", StringComparison.Ordinal) + "@gmail.com"
            : plain;
    }
}
