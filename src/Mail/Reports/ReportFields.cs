using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Reports;

/// <summary>
/// The fields of a machine-readable report part: groups of lines like those of a header, with empty lines between (RFC 3464 §2.1). Lines
/// that are no fields are passed over; the text is UTF-8 (RFC 6533) where no charset says otherwise.
/// </summary>
internal sealed class ReportFields
{
    private const int MostBytes = 256 * 1024;
    private const int MostGroups = 1_000;
    private const int LongestName = 64;

    private readonly List<(string Name, string Value)> _fields = [];

    public bool IsEmpty => _fields.Count == 0;

    /// <summary>The first field of that name, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (known, value) in _fields)
            {
                if (known.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            return null;
        }
    }

    public IEnumerable<string> All(string name) => _fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);

    public static List<ReportFields> Read(MimePart part)
    {
        var body = part.Decode(MostBytes, out _);
        return Read(MailCharset.Decode(body.Span, part.Charset ?? "utf-8", out _));
    }

    public static List<ReportFields> Read(ReadOnlySpan<char> text)
    {
        var groups = new List<ReportFields>();
        var current = new ReportFields();
        foreach (var raw in text.EnumerateLines())
        {
            if (raw.Trim().IsEmpty)
            {
                if (!current.IsEmpty)
                {
                    groups.Add(current);
                    current = new ReportFields();
                    if (groups.Count == MostGroups)
                    {
                        return groups;
                    }
                }

                continue;
            }

            current.Add(raw);
        }

        if (!current.IsEmpty)
        {
            groups.Add(current);
        }

        return groups;
    }

    private void Add(ReadOnlySpan<char> line)
    {
        if (line[0] is ' ' or '\t' && _fields.Count > 0)
        {
            var (name, value) = _fields[^1];

            // a field of many lines is joined only so far as anybody would read it
            _fields[^1] = (name, value.Length < 4_000 ? $"{value} {line.Trim()}" : value);
            return;
        }

        var colon = line.IndexOf(':');
        if (colon is > 0 and <= LongestName && !line[..colon].TrimEnd().ContainsAnyExceptInRange('!', '~'))
        {
            _fields.Add((line[..colon].TrimEnd().ToString(), line[(colon + 1)..].Trim().ToString()));
        }
    }
}
