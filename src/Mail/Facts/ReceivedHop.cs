using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Facts;

/// <summary>One Received field (RFC 5321 §4.4): a host took the mail over. Only those of our own hosts, on top, can be believed.</summary>
/// <param name="From">The name that the client gave, or null.</param>
/// <param name="By">The host that wrote the field, or null.</param>
/// <param name="With">The protocol, upper case: <c>ESMTPS</c>; or null.</param>
/// <param name="Id">Or null.</param>
/// <param name="For">The envelope's recipient, when it was the only one; or null.</param>
/// <param name="At">Or null when it is missing or nonsense.</param>
public sealed record ReceivedHop(string? From, string? By, string? With, string? Id, string? For, DateTimeOffset? At)
{
    private const int MostHops = 100;

    /// <summary>All hops, latest first, at most a hundred.</summary>
    public static IReadOnlyList<ReceivedHop> Of(MimeHeaders headers)
    {
        var found = new List<ReceivedHop>();
        foreach (var header in headers)
        {
            if (found.Count < MostHops && header.Is("Received"))
            {
                found.Add(Parse(header.Unfolded));
            }
        }

        return found;
    }

    /// <summary>How many hosts took the mail over.</summary>
    public static int Count(MimeHeaders headers)
    {
        var count = 0;
        foreach (var header in headers)
        {
            count += header.Is("Received") ? 1 : 0;
        }

        return count;
    }

    /// <summary>Reads an unfolded value; never throws.</summary>
    public static ReceivedHop Parse(string value)
    {
        var semicolon = value.LastIndexOf(';');
        var hop = new ReceivedHop(null, null, null, null, null, semicolon < 0 ? null : MailDate.Parse(value[(semicolon + 1)..].Trim()));
        var depth = 0;
        string? clause = null;
        foreach (var range in value.AsSpan(0, semicolon < 0 ? value.Length : semicolon).SplitAny(" \t"))
        {
            var word = value.AsSpan()[range];
            var outside = depth == 0 && !word.StartsWith("(");
            depth = Math.Max(0, depth + word.Count('(') - word.Count(')'));
            if (word.IsEmpty || !outside)
            {
                continue;
            }

            hop = clause switch
            {
                "from" when hop.From is null => hop with { From = word.ToString() },
                "by" when hop.By is null => hop with { By = word.ToString() },
                "with" when hop.With is null => hop with { With = word.ToString().ToUpperInvariant() },
                "id" when hop.Id is null => hop with { Id = word.Trim("<>").ToString() },
                "for" when hop.For is null => hop with { For = word.Trim("<>").ToString() },
                _ => hop,
            };
            clause = clause is null ? word.ToString().ToLowerInvariant() : null;
        }

        return hop;
    }
}
