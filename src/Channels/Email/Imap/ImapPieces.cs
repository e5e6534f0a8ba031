using Ingestion.Mail.Imap;

namespace Ingestion.Channels.Email.Imap;

/// <summary>A large mail fetched piece by piece, so that a broken connection costs one piece and not the mail.</summary>
/// <param name="uid">Which one.</param>
/// <param name="limit">More bytes than this are not taken.</param>
internal sealed class ImapPieces(uint uid, int limit)
{
    private const int PieceBytes = 1024 * 1024;

    private readonly List<byte[]> _pieces = [];

    public uint Uid => uid;

    /// <summary>Bytes so far.</summary>
    public int Length { get; private set; }

    public DateTimeOffset? Arrived { get; private set; }

    public bool IsOverTheLimit => Length > limit;

    /// <summary>All bytes, once <see cref="ReadAsync"/> has brought them.</summary>
    public byte[] ToArray()
    {
        var whole = GC.AllocateUninitializedArray<byte>(Length);
        var at = 0;
        foreach (var piece in _pieces)
        {
            piece.CopyTo(whole, at);
            at += piece.Length;
        }

        return whole;
    }

    /// <summary>
    /// Goes on to the end, or until the limit is passed; false when the message is gone. Sizes are estimates on some servers: only an empty
    /// piece, or one that is short where the size says so too, is the end.
    /// </summary>
    public async Task<bool> ReadAsync(ImapClient client, CancellationToken cancellationToken)
    {
        while (!IsOverTheLimit)
        {
            var part = await client.FetchPartAsync(uid, ImapItems.Body, Length, PieceBytes, cancellationToken).ConfigureAwait(false);
            if (part is null)
            {
                return false;
            }

            _pieces.Add(part.Bytes);
            Length += part.Bytes.Length;
            Arrived = part.InternalDate;
            if (part.Bytes.Length == 0 || (part.Bytes.Length < PieceBytes && Length >= part.Size))
            {
                return true;
            }
        }

        return true;
    }
}
