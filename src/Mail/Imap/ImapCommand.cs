using System.Globalization;
using System.Text;

namespace Ingestion.Mail.Imap;

/// <summary>
/// Writes one command. Values that cannot be quoted become literals; before their bytes the server must say "+", unless it takes literals
/// of their length without (LITERAL+, LITERAL-: RFC 7888).
/// </summary>
internal sealed class ImapCommand(string tag, int freeLiteralBytes)
{
    private readonly List<byte[]> _parts = [];
    private readonly List<byte> _part = [.. Encoding.ASCII.GetBytes(tag + " ")];

    public string Tag => tag;

    /// <summary>The command in pieces: between two of them the server's "+" is awaited.</summary>
    public IReadOnlyList<byte[]> Parts
    {
        get
        {
            _part.AddRange("\r\n"u8);
            return [.. _parts, _part.ToArray()];
        }
    }

    /// <summary>Adds protocol words; they hold nothing from outside.</summary>
    public ImapCommand Words(string words)
    {
        if (words.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0)
        {
            throw new ArgumentException("protocol words are printable ASCII", nameof(words));
        }

        _part.AddRange(Encoding.ASCII.GetBytes(words));
        return this;
    }

    /// <summary>Adds a value as a quoted string or literal. NUL can be sent in neither.</summary>
    public ImapCommand Value(string value)
    {
        if (value.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return Words($"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        }

        if (value.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("no string of IMAP holds NUL", nameof(value));
        }

        var bytes = Encoding.UTF8.GetBytes(value);
        var isFree = bytes.Length <= freeLiteralBytes;
        _part.AddRange(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{{bytes.Length}{(isFree ? "+" : "")}}}\r\n")));
        if (!isFree)
        {
            _parts.Add([.. _part]);
            _part.Clear();
        }

        _part.AddRange(bytes);
        return this;
    }
}
