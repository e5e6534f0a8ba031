namespace Ingestion.Mail.Mime;

/// <summary>Texts of several parts, joined only once at the end: joining them pair by pair costs the square of their number.</summary>
internal readonly struct FoundText
{
    private readonly string? _only;
    private readonly List<string>? _several;

    public FoundText(string text, TextOrigin origin)
    {
        _only = text;
        Origin = text.Length == 0 ? TextOrigin.None : origin;
    }

    private FoundText(List<string> several, TextOrigin origin)
    {
        _several = several;
        Origin = origin;
    }

    /// <summary>Of the first text.</summary>
    public TextOrigin Origin { get; }

    public bool IsEmpty => _several is null && string.IsNullOrEmpty(_only);

    public bool IsBlank => _several is null ? string.IsNullOrWhiteSpace(_only) : _several.TrueForAll(string.IsNullOrWhiteSpace);

    public int Length => _several is null ? _only?.Length ?? 0 : _several.Sum(text => text.Length);

    /// <summary>This text and another one below it, with an empty line between them.</summary>
    public FoundText Then(FoundText next)
    {
        if (IsEmpty || next.IsEmpty)
        {
            return IsEmpty ? next : this;
        }

        var several = _several ?? [_only!];
        if (next._several is null)
        {
            several.Add(next._only!);
        }
        else
        {
            several.AddRange(next._several);
        }

        return new FoundText(several, Origin);
    }

    public override string ToString()
    {
        if (_several is null)
        {
            return _only ?? "";
        }

        var length = 0;
        for (var i = 0; i < _several.Count; i++)
        {
            length += Piece(i).Length + 2;
        }

        return string.Create(length - 2, this, static (target, found) =>
        {
            for (var i = 0; i < found._several!.Count; i++)
            {
                if (i > 0)
                {
                    "\n\n".CopyTo(target);
                    target = target[2..];
                }

                var piece = found.Piece(i);
                piece.CopyTo(target);
                target = target[piece.Length..];
            }
        });
    }

    private ReadOnlySpan<char> Piece(int index) => index == _several!.Count - 1 ? _several[index] : _several[index].AsSpan().TrimEnd('\n');
}
