using System.Globalization;
using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Imap;

/// <summary>Commands, tags and answers over one transport; what every command shares.</summary>
internal sealed class ImapConnection(MailTransport transport, ImapSettings settings) : IAsyncDisposable
{
    private readonly ImapResponseReader _reader = new(transport, settings);
    private HashSet<string> _capabilities = new(StringComparer.OrdinalIgnoreCase);
    private int _lastTag;

    public MailTransport Transport => transport;

    public bool KnowsCapabilities => _capabilities.Count > 0;

    /// <summary>Messages in the selected mailbox, kept up to date by unsolicited answers.</summary>
    public int Exists { get; private set; }

    /// <summary>Grows whenever the server tells of more messages than before.</summary>
    public int Arrivals { get; private set; }

    /// <summary>What the server asked to show to operators ([ALERT]), the last one.</summary>
    public string? Alert { get; private set; }

    public bool Supports(string capability) => _capabilities.Contains(capability);

    public void ForgetCapabilities() => _capabilities.Clear();

    public ImapCommand NewCommand(string words) =>
        new ImapCommand("A" + (++_lastTag).ToString(CultureInfo.InvariantCulture), Supports("LITERAL+")).Words(words);

    /// <summary>Reads one response under a fresh time limit.</summary>
    public ValueTask<ImapResponse> ReadAsync()
    {
        transport.Renew();
        return _reader.ReadAsync();
    }

    /// <summary>Reads one response under the limit that was set before.</summary>
    public ValueTask<ImapResponse> ReadUnderSameLimitAsync() => _reader.ReadAsync();

    /// <summary>Sends a command; waits for "+" where the server wants that. A refusal instead of "+" is returned.</summary>
    public async ValueTask<ImapReply?> SendAsync(ImapCommand command)
    {
        var parts = command.Parts;
        for (var i = 0; i < parts.Count; i++)
        {
            transport.Renew();
            await transport.WriteAsync(parts[i]).ConfigureAwait(false);
            if (i < parts.Count - 1 && await UntilContinuationAsync(command.Tag).ConfigureAwait(false) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Sends a command and reads to its end; untagged answers go to <paramref name="untagged"/> after the connection has noted them.</summary>
    public async ValueTask<ImapReply> RunAsync(ImapCommand command, Action<string>? untagged = null) =>
        await SendAsync(command).ConfigureAwait(false) ?? await ReadReplyAsync(command.Tag, untagged).ConfigureAwait(false);

    public async ValueTask<ImapReply> ReadReplyAsync(string tag, Action<string>? untagged = null)
    {
        while (true)
        {
            var response = await ReadAsync().ConfigureAwait(false);
            if (TryReply(response, tag) is { } reply)
            {
                return reply;
            }

            Note(response, untagged);
        }
    }

    /// <summary>Reads to a "+" (null) or to the end of the command.</summary>
    public async ValueTask<ImapReply?> UntilContinuationAsync(string tag)
    {
        while (true)
        {
            var response = await ReadAsync().ConfigureAwait(false);
            if (response.IsContinuation)
            {
                return null;
            }

            if (TryReply(response, tag) is { } reply)
            {
                return reply;
            }

            Note(response);
        }
    }

    /// <summary>The reply when the response ends the command with this tag, or null.</summary>
    public ImapReply? TryReply(ImapResponse response, string tag)
    {
        if (response.IsUntagged || response.IsContinuation)
        {
            return null;
        }

        var (word, rest) = ImapStatusLine.Split(response.Text);
        var reply = string.Equals(word, tag, StringComparison.Ordinal) ? ImapStatusLine.Parse(rest) : null;
        if (reply is null)
        {
            throw new ImapException(MailFault.Protocol, "the server sent an answer that belongs to no command");
        }

        NoteCode(reply);
        return reply;
    }

    /// <summary>Takes in an untagged response that the running command did not ask for; they can come at any time.</summary>
    public void Note(ImapResponse response, Action<string>? untagged = null)
    {
        if (!response.IsUntagged)
        {
            return;
        }

        var words = response.Text[2..];
        var (first, rest) = ImapStatusLine.Split(words);
        if (string.Equals(first, "CAPABILITY", StringComparison.OrdinalIgnoreCase))
        {
            SetCapabilities(rest);
        }
        else if (string.Equals(first, "BYE", StringComparison.OrdinalIgnoreCase))
        {
            transport.LostCode = MailFault.ServerBye;
        }
        else if (int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            NoteCount(rest, number);
        }

        if (ImapStatusLine.Parse(words) is { } status)
        {
            NoteCode(status);
        }

        untagged?.Invoke(words);
    }

    public ValueTask DisposeAsync() => transport.DisposeAsync();

    private void NoteCount(string word, int number)
    {
        if (string.Equals(word, "EXISTS", StringComparison.OrdinalIgnoreCase))
        {
            Arrivals += number > Exists ? 1 : 0;
            Exists = number;
        }
        else if (string.Equals(word, "EXPUNGE", StringComparison.OrdinalIgnoreCase))
        {
            Exists = Math.Max(0, Exists - 1);
        }
    }

    private void NoteCode(ImapReply reply)
    {
        if (reply is { Code: "CAPABILITY", CodeArgument: { } list })
        {
            SetCapabilities(list);
        }
        else if (reply.Code == "ALERT")
        {
            Alert = reply.Text;
        }
    }

    private void SetCapabilities(string list) =>
        _capabilities = new(list.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
}
