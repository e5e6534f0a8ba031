using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Facts;

/// <summary>What a mail says about the mailing list or the mass mailing that it belongs to (RFC 2369, 2919, 8058).</summary>
public sealed record ListFacts
{
    private const int MostAddresses = 20;

    /// <summary>The list's identifier (RFC 2919) without angle brackets, lower case; null when the field is missing or empty.</summary>
    public string? Id { get; init; }

    /// <summary>The list's name for people, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Addresses (mailto:, https:) in the sender's order of preference.</summary>
    public IReadOnlyList<string> Unsubscribe { get; init; } = [];

    /// <summary>Whether one request to the https address of <see cref="Unsubscribe"/> is enough (RFC 8058): the mark of mass mail.</summary>
    public bool IsOneClick { get; init; }

    public IReadOnlyList<string> Post { get; init; } = [];

    /// <summary>Whether posting to the list is not allowed (<c>List-Post: NO</c>).</summary>
    public bool IsClosed { get; init; }

    public IReadOnlyList<string> Help { get; init; } = [];

    public IReadOnlyList<string> Subscribe { get; init; } = [];

    public IReadOnlyList<string> Owner { get; init; } = [];

    public IReadOnlyList<string> Archive { get; init; } = [];

    /// <summary>Reads the fields; null when there is none of them, whatever they hold.</summary>
    public static ListFacts? Of(MimeHeaders headers)
    {
        ListFacts? facts = null;
        foreach (var header in headers)
        {
            if (header.RawName.Length < 7 || (header.RawName[0] | 0x20) != 'l' || !header.Name.StartsWith("List-", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var found = facts ?? new ListFacts();
            facts = header.Name[5..].ToUpperInvariant() switch
            {
                "ID" when found.Id is null => found with { Id = Identifier(header.Unfolded), Name = Phrase(header.Value) },
                "UNSUBSCRIBE" => found with { Unsubscribe = Addresses(header.Unfolded) },
                "UNSUBSCRIBE-POST" => found with { IsOneClick = header.Unfolded.Trim().Equals("List-Unsubscribe=One-Click", StringComparison.OrdinalIgnoreCase) },
                "POST" => found with { Post = Addresses(header.Unfolded), IsClosed = header.Unfolded.TrimStart().StartsWith("NO", StringComparison.OrdinalIgnoreCase) },
                "HELP" => found with { Help = Addresses(header.Unfolded) },
                "SUBSCRIBE" => found with { Subscribe = Addresses(header.Unfolded) },
                "OWNER" => found with { Owner = Addresses(header.Unfolded) },
                "ARCHIVE" => found with { Archive = Addresses(header.Unfolded) },
                "ID" => found,
                _ => facts,
            };
        }

        return facts is { IsOneClick: true } && !facts.Unsubscribe.Any(address => address.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            ? facts with { IsOneClick = false }
            : facts;
    }

    private static string? Identifier(string value)
    {
        var open = value.LastIndexOf('<');
        var close = value.IndexOf('>', Math.Max(0, open));
        var id = (open >= 0 && close > open ? value[(open + 1)..close] : value).Trim();
        return id.Length is > 0 and <= 255 ? id.ToLowerInvariant() : null;
    }

    private static string? Phrase(string value)
    {
        var open = value.LastIndexOf('<');
        var name = open > 0 ? value[..open].Trim(' ', '"') : "";
        return name.Length > 0 ? name : null;
    }

    // <mailto:a@b>, <https://c> (comment)
    private static List<string> Addresses(string value)
    {
        var found = new List<string>();
        var rest = value.AsSpan();
        while (found.Count < MostAddresses && rest.IndexOf('<') is >= 0 and var open && rest[open..].IndexOf('>') is > 1 and var length)
        {
            found.Add(rest.Slice(open + 1, length - 1).ToString().Replace(" ", "", StringComparison.Ordinal));
            rest = rest[(open + length)..];
        }

        return found;
    }
}
