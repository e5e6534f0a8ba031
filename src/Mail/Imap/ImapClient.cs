using System.Globalization;
using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Imap;

/// <summary>
/// An IMAP4rev1 and IMAP4rev2 client (RFC 3501, 9051) on one connection, used by one task at a time. All methods throw <see cref="MailException"/> with a
/// code of <see cref="MailFault"/>; after a fault of the connection, a time-out or a cancellation the client is broken and is thrown away.
/// </summary>
public sealed class ImapClient : IAsyncDisposable
{
    private readonly ImapConnection _connection;
    private readonly ImapSettings _settings;
    private ImapFetch? _running;

    internal ImapClient(ImapConnection connection, ImapSettings settings) => (_connection, _settings) = (connection, settings);

    /// <summary>No further use is possible.</summary>
    public bool IsBroken => _connection.Transport.IsBroken;

    /// <summary><c>TLS 1.3</c>, or null on an unprotected connection.</summary>
    public string? TlsVersion => _connection.Transport.TlsVersion;

    /// <summary>The selected mailbox, or null.</summary>
    public ImapMailbox? Mailbox { get; private set; }

    /// <summary>Messages in the selected mailbox by the newest word of the server.</summary>
    public int Exists => _connection.Exists;

    /// <summary>Grows whenever the server tells of new messages; see <see cref="IdleAsync"/>.</summary>
    public int Arrivals => _connection.Arrivals;

    /// <summary>What the server last wanted operators to see, or null.</summary>
    public string? Alert => _connection.Alert;

    /// <summary>Whether a fetch is still to be read.</summary>
    public bool IsFetching => _running is { Reply: null };

    /// <summary>Connects, secures the connection as the endpoint says, and logs in.</summary>
    public static async Task<ImapClient> ConnectAsync(
        MailEndpoint endpoint, MailCredentials credentials, ImapSettings? settings, CancellationToken cancellationToken)
    {
        settings ??= new();

        // Before the connection: a server does not wait for somebody else's answer.
        var token = credentials.Tokens is { } tokens ? await tokens.GetAsync(cancellationToken).ConfigureAwait(false) : null;
        var transport = await MailTransport.ConnectAsync(endpoint, settings.BufferBytes, cancellationToken).ConfigureAwait(false);
        var connection = new ImapConnection(transport, settings);
        try
        {
            using var operation = transport.Begin(cancellationToken);
            await ImapLogin.RunAsync(connection, endpoint, credentials, token, cancellationToken).ConfigureAwait(false);
            return new(connection, settings);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether the server offers it: <c>IDLE</c>, <c>MOVE</c>, <c>UIDPLUS</c>.</summary>
    public bool Supports(string capability) => _connection.Supports(capability);

    /// <summary>Opens a mailbox: SELECT, or EXAMINE, which changes nothing.</summary>
    public async Task<ImapMailbox> SelectAsync(string name, bool readOnly, CancellationToken cancellationToken)
    {
        using var operation = BeginCommand(cancellationToken);
        Mailbox = null;
        var selection = new ImapSelection();
        var verb = readOnly ? "EXAMINE" : "SELECT";
        var command = _connection.NewCommand(verb + " ").Value(_connection.NameOnWire(name));
        var reply = (await _connection.RunAsync(command, selection.Read).ConfigureAwait(false)).OrThrow($"{verb} of the folder");
        return Mailbox = selection.ToMailbox(name, _connection.Exists, readOnly || reply.Code == "READ-ONLY");
    }

    /// <summary>Whether a mailbox exists, by STATUS: nothing is opened or changed.</summary>
    public async Task<bool> FolderExistsAsync(string name, CancellationToken cancellationToken)
    {
        using var operation = BeginCommand(cancellationToken);
        var reply = await _connection.RunAsync(
            _connection.NewCommand("STATUS ").Value(_connection.NameOnWire(name)).Words(" (UIDVALIDITY)")).ConfigureAwait(false);
        return reply.IsOk;
    }

    /// <summary>UIDs that match, ascending (UID SEARCH).</summary>
    /// <param name="criteria">Search keys in ASCII: <c>SINCE 14-Nov-2026</c>.</param>
    public async Task<IReadOnlyList<uint>> SearchAsync(string criteria, CancellationToken cancellationToken)
    {
        using var operation = BeginCommand(cancellationToken);
        var answer = new ImapSearchAnswer(_settings.MaxFound);
        var reply = await _connection.RunAsync(_connection.NewCommand("UID SEARCH ").Words(criteria), answer.Read).ConfigureAwait(false);
        reply.OrThrow("SEARCH");
        return answer.Uids;
    }

    /// <summary>
    /// Sends a UID FETCH for a set of messages and returns at once; the server then streams them, at its pace and not a round trip each.
    /// One at a time: a server may work on two together and mix their answers.
    /// </summary>
    /// <param name="uids">As written by <see cref="UidSet"/>. An open range answers with the newest message even when nothing is new.</param>
    public async ValueTask<ImapFetch> StartFetchAsync(string uids, ImapItems items, CancellationToken cancellationToken)
    {
        using var operation = BeginCommand(cancellationToken);
        var command = _connection.NewCommand($"UID FETCH {uids} (UID{Words(items)})");
        await _connection.SendAsync(command).ConfigureAwait(false);
        return _running = new ImapFetch(_connection, items, command.Tag);
    }

    /// <summary>
    /// A piece of a message, <c>BODY.PEEK[]&lt;offset.count&gt;</c>, or null when there is no such message. A piece is whole or is not given.
    /// Pieces of one UID belong together also over several connections, while UIDVALIDITY stays.
    /// </summary>
    /// <param name="section"><see cref="ImapItems.Body"/> or <see cref="ImapItems.Header"/>.</param>
    public async Task<ImapPart?> FetchPartAsync(uint uid, ImapItems section, long offset, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        using var operation = BeginCommand(cancellationToken);
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"UID FETCH {uid} (UID RFC822.SIZE INTERNALDATE BODY.PEEK[{(section == ImapItems.Header ? "HEADER" : "")}]<{offset}.{count}>)");
        var command = _connection.NewCommand(words);
        await _connection.SendAsync(command).ConfigureAwait(false);
        var fetch = new ImapFetch(_connection, section, command.Tag) { PartOffset = offset };
        ImapPart? part = null;
        while (await fetch.ReadNextAsync().ConfigureAwait(false) is { } message)
        {
            if (message.Uid == uid && message.Content is { } bytes)
            {
                part = bytes.Length <= count
                    ? new(bytes, message.Size, message.InternalDate)
                    : throw new ImapException(MailFault.Protocol, "the server sent more of the message than it was asked for");
            }
        }

        fetch.Reply!.OrThrow("FETCH");
        return part;
    }

    /// <summary>Adds flags without asking for the new ones (UID STORE +FLAGS.SILENT). Messages that are gone are passed over.</summary>
    public Task<ImapReply> AddFlagsAsync(string uids, string flags, CancellationToken cancellationToken) =>
        RunAsync(_connection.NewCommand($"UID STORE {uids} +FLAGS.SILENT ({flags})"), cancellationToken);

    public Task<ImapReply> CreateAsync(string mailbox, CancellationToken cancellationToken) =>
        RunAsync(_connection.NewCommand("CREATE ").Value(_connection.NameOnWire(mailbox)), cancellationToken);

    /// <summary>
    /// Moves messages: MOVE (RFC 6851), else COPY, \Deleted and UID EXPUNGE of just these. Where the server has neither they stay, marked
    /// \Deleted: a plain EXPUNGE would remove what other people marked.
    /// </summary>
    public async Task<ImapReply> MoveAsync(string uids, string mailbox, CancellationToken cancellationToken)
    {
        var target = _connection.NameOnWire(mailbox);
        if (Supports("MOVE"))
        {
            return await RunAsync(_connection.NewCommand($"UID MOVE {uids} ").Value(target), cancellationToken).ConfigureAwait(false);
        }

        var reply = await RunAsync(_connection.NewCommand($"UID COPY {uids} ").Value(target), cancellationToken).ConfigureAwait(false);
        if (reply.IsOk)
        {
            reply = await AddFlagsAsync(uids, "\\Deleted", cancellationToken).ConfigureAwait(false);
        }

        return reply.IsOk && Supports("UIDPLUS")
            ? await RunAsync(_connection.NewCommand($"UID EXPUNGE {uids}"), cancellationToken).ConfigureAwait(false)
            : reply;
    }

    /// <summary>Asks for nothing; the server may tell what is new, and a dead connection is found.</summary>
    public async Task NoopAsync(CancellationToken cancellationToken) =>
        (await RunAsync(_connection.NewCommand("NOOP"), cancellationToken).ConfigureAwait(false)).OrThrow("NOOP");

    /// <summary>
    /// Waits for new mail in the selected mailbox (RFC 2177): true as soon as <see cref="Arrivals"/> is more than
    /// <paramref name="known"/>, as it was when the mailbox was last looked at; false after <paramref name="atMost"/>. A server that does not end IDLE promptly counts as gone.
    /// </summary>
    public async Task<bool> IdleAsync(int known, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var operation = BeginCommand(cancellationToken);
        return await new ImapIdle(_connection, known).RunAsync(atMost, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says goodbye when that is quick, and closes. Never throws for the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!IsBroken && !IsFetching)
        {
            try
            {
                using var operation = _connection.Transport.Begin(CancellationToken.None);
                var command = _connection.NewCommand("LOGOUT");
                await _connection.SendAsync(command).ConfigureAwait(false);
                _connection.Transport.Renew(TimeSpan.FromSeconds(2));
                while (_connection.TryReply(await _connection.ReadUnderSameLimitAsync().ConfigureAwait(false), command.Tag) is null)
                {
                }
            }
            catch (MailException)
            {
                // Closing anyway.
            }
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<ImapReply> RunAsync(ImapCommand command, CancellationToken cancellationToken)
    {
        using var operation = BeginCommand(cancellationToken);
        return await _connection.RunAsync(command).ConfigureAwait(false);
    }

    private MailOperation BeginCommand(CancellationToken cancellationToken) => IsFetching
        ? throw new InvalidOperationException("the fetch that was started must be read to its end first")
        : _connection.Transport.Begin(cancellationToken);

    private static string Words(ImapItems items) =>
        (items.HasFlag(ImapItems.Size) ? " RFC822.SIZE" : "") +
        (items.HasFlag(ImapItems.InternalDate) ? " INTERNALDATE" : "") +
        (items.HasFlag(ImapItems.Flags) ? " FLAGS" : "") +
        (items.HasFlag(ImapItems.Body) ? " BODY.PEEK[]" : "") +
        (items.HasFlag(ImapItems.Header) ? " BODY.PEEK[HEADER]" : "");
}
