using System.Text;

namespace Ingestion.Mail.Reports;

/// <summary>The content lines of a calendar (RFC 5545 §3.1), one after the other, unfolded.</summary>
internal sealed class CalendarLines(string text)
{
    // longer ones are cut: nothing that is asked for is longer
    private const int LongestLine = 8_000;

    private readonly StringBuilder _line = new();
    private int _at;
    private string _parameters = "";

    /// <summary>Upper case.</summary>
    public string Name { get; private set; } = "";

    public string Value { get; private set; } = "";

    public bool Is(string name) => Name == name;

    public bool Next()
    {
        while (_at < text.Length)
        {
            _line.Clear();
            do
            {
                var end = text.IndexOf('\n', _at);
                end = end < 0 ? text.Length : end;
                var piece = text.AsSpan(_at, end - _at).TrimEnd('\r');
                piece = _line.Length > 0 ? piece[1..] : piece;
                _line.Append(piece[..Math.Min(piece.Length, Math.Max(0, LongestLine - _line.Length))]);
                _at = Math.Min(text.Length, end + 1);
            }
            while (_line.Length > 0 && _at < text.Length && text[_at] is ' ' or '\t');

            if (Split(_line.ToString()))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A parameter of the line, quotes left out; or null.</summary>
    public string? Parameter(string name)
    {
        foreach (var parameter in _parameters.Split(';'))
        {
            var sign = parameter.IndexOf('=', StringComparison.Ordinal);
            if (sign > 0 && parameter.AsSpan(0, sign).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return parameter[(sign + 1)..].Trim(' ', '"');
            }
        }

        return null;
    }

    /// <summary>A text value with its escapes undone.</summary>
    public static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal))
        {
            return value;
        }

        var plain = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length)
            {
                i++;
                plain.Append(value[i] is 'n' or 'N' ? '\n' : value[i]);
            }
            else
            {
                plain.Append(value[i]);
            }
        }

        return plain.ToString();
    }

    // NAME;PARAMETER="a:b";OTHER=c:value
    private bool Split(string line)
    {
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            quoted ^= line[i] == '"';
            if (line[i] == ':' && !quoted)
            {
                var head = line[..i];
                var semicolon = head.IndexOf(';', StringComparison.Ordinal);
                Name = (semicolon < 0 ? head : head[..semicolon]).Trim().ToUpperInvariant();
                _parameters = semicolon < 0 ? "" : head[(semicolon + 1)..];
                Value = line[(i + 1)..].Trim();
                return true;
            }
        }

        return false;
    }
}
