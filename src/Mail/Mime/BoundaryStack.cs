namespace Ingestion.Mail.Mime;

/// <summary>The boundaries that are open at one place of a message, innermost last (RFC 2046 §5.1.1).</summary>
internal sealed class BoundaryStack
{
    private readonly List<byte[]> _open = [];

    public int Count => _open.Count;

    public void Push(byte[] boundary) => _open.Add(boundary);

    public void Pop() => _open.RemoveAt(_open.Count - 1);

    public bool Matches(ReadOnlySpan<byte> line) => Match(line, out _) >= 0;

    /// <summary>The index of the boundary that this line is, innermost first, or -1.</summary>
    public int Match(ReadOnlySpan<byte> line, out bool closes)
    {
        closes = false;
        if (_open.Count == 0 || line.Length < 3 || line[0] != '-' || line[1] != '-')
        {
            return -1;
        }

        var text = line[2..].TrimEnd("\r\n \t"u8);
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            var boundary = _open[i];
            if (!text.StartsWith(boundary))
            {
                continue;
            }

            if (text.Length == boundary.Length)
            {
                return i;
            }

            if (text.Length == boundary.Length + 2 && text[^1] == '-' && text[^2] == '-')
            {
                closes = true;
                return i;
            }
        }

        return -1;
    }
}
