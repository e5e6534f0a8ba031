namespace Ingestion.Mail.Imap;

/// <summary>
/// A FETCH on its way. It is read to its end before the client takes another command.
/// </summary>
public sealed class ImapFetch
{
    private const int MaxPending = 10_000;

    private readonly ImapConnection _connection;
    private readonly ImapItems _items;
    private readonly string _tag;
    private Dictionary<uint, ImapMessage>? _pending;
    private Queue<ImapMessage>? _rest;

    internal ImapFetch(ImapConnection connection, ImapItems items, string tag) => (_connection, _items, _tag) = (connection, items, tag);

    /// <summary>How the command ended; null while it runs. NO may follow messages that did arrive.</summary>
    public ImapReply? Reply { get; private set; }

    /// <summary>
    /// The next message, in the server's order, or null at the end. A message is whole or is not given: a broken connection throws
    /// <see cref="Transport.MailException"/>.
    /// </summary>
    public async ValueTask<ImapMessage?> NextAsync(CancellationToken cancellationToken)
    {
        using var operation = _connection.Transport.Begin(cancellationToken);
        while (Reply is null)
        {
            var response = await _connection.ReadAsync().ConfigureAwait(false);
            if (ImapFetchResponse.TryStart(response, out var sequence, out var position))
            {
                if (Take(response, sequence, position) is { } message)
                {
                    return message;
                }
            }
            else if (_connection.TryReply(response, _tag) is { } reply)
            {
                Reply = reply;
            }
            else
            {
                NoteExpunge(response);
                _connection.Note(response);
            }
        }

        _rest ??= new(_pending?.Values.Where(IsUsable) ?? []);
        return _rest.TryDequeue(out var late) ? late : null;
    }

    private ImapMessage? Take(ImapResponse response, uint sequence, int position)
    {
        var message = _pending?.GetValueOrDefault(sequence) ?? new ImapMessage();
        ImapFetchResponse.Read(response, position, message);
        if (message.Uid != 0 && (message.Present & _items) == _items)
        {
            _pending?.Remove(sequence);
            return message;
        }

        // A server may spread one message over several responses, and flags of others come unasked.
        _pending ??= [];
        if (_pending.Count < MaxPending)
        {
            _pending[sequence] = message;
        }

        return null;
    }

    /// <summary>Without its date a message is still a message; without its body or its size it is not what was asked for.</summary>
    private bool IsUsable(ImapMessage message)
    {
        var needed = _items & (ImapItems.Body | ImapItems.Header);
        needed = needed == ImapItems.None ? _items & ImapItems.Size : needed;
        return message.Uid != 0 && message.Present != ImapItems.None && (message.Present & needed) == needed;
    }

    /// <summary>Sequence numbers move when a message goes: halves waiting under them would be joined wrongly.</summary>
    private void NoteExpunge(ImapResponse response)
    {
        if (_pending is { Count: > 0 } && response.Line.EndsWith(" EXPUNGE"u8))
        {
            _pending.Clear();
        }
    }
}
