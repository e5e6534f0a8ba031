using System.Buffers;

namespace Ingestion.Mail.Mime;

/// <summary>Hands out a part's decoded bytes up to a limit and tells how it ended.</summary>
internal sealed class BodyCopier
{
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BodyDecoder.BufferSize);
    private BodyDecoder _decoder;
    private long _left;
    private long _written;
    private bool _cut;

    public BodyCopier(MimePart part, long atMost)
    {
        _decoder = new BodyDecoder(part.RawBody, part.TransferEncoding);
        _left = atMost;
    }

    /// <summary>The next bytes, valid until the next call; null at the end.</summary>
    public ReadOnlyMemory<byte>? Next()
    {
        while (!_decoder.IsAtEnd)
        {
            var piece = _decoder.Next(_buffer);
            if (piece.IsEmpty)
            {
                continue;
            }

            if (piece.Length > _left)
            {
                _cut = true;
                piece = piece[..(int)_left];
            }

            if (piece.IsEmpty)
            {
                return null;
            }

            _left -= piece.Length;
            _written += piece.Length;
            return piece;
        }

        return null;
    }

    /// <summary>Asked once, after the last piece.</summary>
    public BodyCopy Finish()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        return new BodyCopy(_written, _cut ? BodyEnd.CutAtLimit : _decoder.End);
    }
}
