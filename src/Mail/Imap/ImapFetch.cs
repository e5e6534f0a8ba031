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
    private long _pendingBytes;

    internal ImapFetch(ImapConnection connection, ImapItems items, string tag) => (_connection, _items, _tag) = (connection, items, tag);

    /// <summary>How the command ended; null while it runs. NO may follow messages that did arrive.</summary>
    public ImapReply? Reply { get; private set; }

    /// <summary>Where the piece that was asked for begins, or null when whole sections were asked for: only such content is taken.</summary>
    internal long? PartOffset { get; init; }

    /// <summary>
    /// The next message, in the server's order, or null at the end. A message is whole or is not given: a broken connection throws
    /// <see cref="Transport.MailException"/>.
    /// </summary>
    public async ValueTask<ImapMessage?> NextAsync(CancellationToken cancellationToken)
    {
        using var operation = _connection.Transport.Begin(cancellationToken);
        _connection.RenewCommand();
        return await ReadNextAsync().ConfigureAwait(false);
    }

    /// <summary>The same inside of the caller's operation.</summary>
    internal async ValueTask<ImapMessage?> ReadNextAsync()
    {
        while (Reply is null)
        {
            var response = await _connection.ReadAsync().ConfigureAwait(false);
            try
            {
                if (Use(response) is { } message)
                {
                    return message;
                }
            }
            catch (ImapException)
            {
                _connection.Transport.Break();
                throw;
            }
        }

        _rest ??= new(_pending?.Values.Where(IsUsable) ?? []);
        return _rest.TryDequeue(out var late) ? late : null;
    }

    private ImapMessage? Use(ImapResponse response)
    {
        if (ImapFetchResponse.TryStart(response, out var sequence, out var position))
        {
            return Take(response, sequence, position);
        }

        if (_connection.TryReply(response, _tag) is { } reply)
        {
            Reply = reply;
        }
        else
        {
            NoteExpunge(response);
            _connection.Note(response);
        }

        return null;
    }

    private ImapMessage? Take(ImapResponse response, uint sequence, int position)
    {
        var message = _pending?.GetValueOrDefault(sequence) ?? new ImapMessage();
        ImapFetchResponse.Read(response, position, message, PartOffset);
        if (message.Uid != 0 && (message.Present & _items) == _items)
        {
            if (_pending?.Remove(sequence) == true)
            {
                _pendingBytes = Math.Max(0, _pendingBytes - (message.Content?.Length ?? 0));
            }

            return message;
        }

        // A server may spread one message over several responses, and flags of others come unasked.
        _pendingBytes += response.Literals.Sum(literal => (long)(literal.Bytes?.Length ?? 0));
        if (_pendingBytes > 2L * _connection.Settings.MaxLiteralBytes)
        {
            throw new ImapException(Transport.MailFault.Protocol, "the server sends messages in halves that do not meet");
        }

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
            _pendingBytes = 0;
        }
    }
}
