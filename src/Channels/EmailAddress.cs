using System.Buffers;

namespace Ingestion.Channels;

/// <summary>A bare e-mail address that a person or program typed into a field.</summary>
internal static class EmailAddress
{
    private const int MaxAddress = 254;
    private const int MaxLocalPart = 64;

    /// <summary>The characters of an atom, RFC 5322 §3.2.3, and the dot.</summary>
    private static readonly SearchValues<char> LocalPart =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.");

    private static readonly SearchValues<char> DomainLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>
    /// The contact point, with the domain in lower-case ASCII (RFC 5891) and the local part as it is; null for anything that is not one
    /// plain address: no display name, comment, quoting, route or address literal, and only ASCII before the at sign, so that what is
    /// stored is what every mail server takes.
    /// </summary>
    public static ContactPoint? Read(string typed)
    {
        var text = typed.Trim();
        var at = text.LastIndexOf('@');
        if (text.Length > MaxAddress || at is < 1 or > MaxLocalPart)
        {
            return null;
        }

        var local = text.AsSpan(0, at);
        if (local.ContainsAnyExcept(LocalPart) || local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
        {
            return null;
        }

        var domain = DomainOf(text[(at + 1)..]);
        return domain is null || at + 1 + domain.Length > MaxAddress
            ? null
            : new ContactPoint(ContactPointKind.Email, $"{local}@{domain}");
    }

    private static string? DomainOf(string typed)
    {
        if (DomainName.ToAscii(typed) is not { } domain)
        {
            return null;
        }

        var lastDot = domain.LastIndexOf('.');
        return lastDot > 0 && lastDot < domain.Length - 2 && IsMadeOfLabels(domain) && !char.IsAsciiDigit(domain[^1]) ? domain : null;
    }

    private static bool IsMadeOfLabels(string domain)
    {
        if (domain.AsSpan().ContainsAnyExcept(DomainLetters))
        {
            return false;
        }

        foreach (var label in domain.Split('.'))
        {
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }
        }

        return true;
    }
}
