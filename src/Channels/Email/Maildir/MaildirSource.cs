namespace Ingestion.Channels.Email.Maildir;

/// <summary>Offers the mails of a Maildir by the time in their names. See <see cref="MaildirPosition"/> for what the cursor is.</summary>
internal sealed class MaildirSource : IMessageSource
{
    private const long PageBytes = 8 * 1024 * 1024;

    /// <summary>Names held from one listing; when they are used up, the folder is listed again.</summary>
    private const int MostPending = 20_000;

    private readonly MaildirFolder _folder;
    private readonly MaildirOptions _options;
    private readonly TimeProvider _time;
    private MaildirPosition? _position;
    private Queue<MaildirEntry> _pending = [];
    private bool _listingWasCut;
    private string? _lastCursor;

    public MaildirSource(MaildirFolder folder, MaildirOptions options, TimeProvider time)
    {
        _folder = folder;
        _options = options;
        _time = time;
    }

    public bool Settles => _options.MoveToCur;

    // Files are read without asynchrony, and a slow folder may take long: whoever asks goes on meanwhile.
    public Task<MessagePage> FetchAsync(string? cursor, int limit, CancellationToken cancellationToken) => Task.Run(() => Fetch(cursor, limit, cancellationToken), CancellationToken.None);

    public Task<MessagePage> FetchAgainAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken) =>
        Task.Run(() => FetchAgain(externalIds, cancellationToken), CancellationToken.None);

    public Task<IReadOnlyList<string>> SettleAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken) => Settles
        ? Task.Run<IReadOnlyList<string>>(() => [.. externalIds.TakeWhile(_ => !cancellationToken.IsCancellationRequested).Where(_folder.MoveToCur)], CancellationToken.None)
        : Task.FromResult(externalIds);

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => Task.Delay(atMost, _time, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private MessagePage Fetch(string? cursor, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // the last page was not committed, or was never finished, or we have just started: believe the cursor and nothing else
        var position = string.Equals(cursor, _lastCursor, StringComparison.Ordinal) ? _position : null;
        _position = null;
        if (position is null)
        {
            position = MaildirPosition.Restore(cursor, Existing());
            _pending.Clear();
        }

        var listed = _pending.Count == 0;
        if (listed)
        {
            ListAgain(position);
        }

        var messages = new List<OfferedMessage>();
        var holes = new List<MessageHole>();
        var bytes = 0L;
        while (messages.Count + holes.Count < limit && bytes < PageBytes && _pending.TryDequeue(out var entry))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryRead(entry, holes) is { } message)
            {
                messages.Add(message);
                bytes += message.Raw.Length;
            }

            position.Add(entry.Key);
            if (_pending.Count == 0 && !listed)
            {
                // what came since the listing that is used up now
                ListAgain(position);
                listed = true;
            }
        }

        _position = position;
        _lastCursor = position.ToCursor();
        return new MessagePage { Messages = messages, Holes = holes, Cursor = _lastCursor, More = _pending.Count > 0 || _listingWasCut };
    }

    private MessagePage FetchAgain(IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        var wanted = externalIds.Select(id => MaildirKey.Of(id).Hash).ToHashSet();
        var found = _folder.List(key => wanted.Contains(key.Hash), out _).ToDictionary(entry => entry.Unique, StringComparer.Ordinal);
        var messages = new List<OfferedMessage>();
        var holes = new List<MessageHole>();
        var gone = new List<string>();
        var bytes = 0L;
        foreach (var id in externalIds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!found.TryGetValue(id, out var entry))
            {
                gone.Add(id);
            }
            else if (bytes >= PageBytes)
            {
                holes.Add(new MessageHole(id, "page-full"));
            }
            else if (TryRead(entry, holes) is { } message)
            {
                messages.Add(message);
                bytes += message.Raw.Length;
            }
        }

        return new MessagePage { Messages = messages, Holes = holes, Gone = gone, Cursor = _lastCursor ?? "" };
    }

    private List<MaildirKey> Existing()
    {
        var keys = new List<MaildirKey>();
        _folder.List(
            key =>
            {
                keys.Add(key);
                return false;
            },
            out _);
        return keys;
    }

    private void ListAgain(MaildirPosition position)
    {
        var unknown = _folder.List(key => !position.Knows(key), out var existing);
        position.Keep(existing);
        unknown.Sort(MaildirEntry.Oldest);
        _listingWasCut = unknown.Count > MostPending;
        _pending = new Queue<MaildirEntry>(unknown.Take(MostPending));
    }

    private OfferedMessage? TryRead(MaildirEntry entry, List<MessageHole> holes)
    {
        try
        {
            if (Current(entry) is { } message)
            {
                return message;
            }

            // listed and no longer there: perhaps moved again, perhaps deleted; asked once more later
            holes.Add(new MessageHole(entry.Unique, "vanished"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            holes.Add(new MessageHole(entry.Unique, fault is UnauthorizedAccessException ? "access-denied" : "unreadable"));
        }

        return null;
    }

    // between listing and reading a mail program may have moved the file or changed its flags
    private OfferedMessage? Current(MaildirEntry entry)
    {
        if (_folder.Read(entry) is { } message)
        {
            return message;
        }

        var hash = entry.Key.Hash;
        return _folder.List(key => key.Hash == hash, out _) is [var moved, ..] ? _folder.Read(moved) : null;
    }
}
