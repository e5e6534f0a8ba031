using System.Globalization;
using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Imap;

/// <summary>Commands, tags and answers over one transport; what every command shares.</summary>
internal sealed class ImapConnection(MailTransport transport, ImapSettings settings) : IAsyncDisposable
{
    /// <summary>Lines that are neither an answer nor news ("Server Unavailable."): some servers say one before they close.</summary>
    private const int MaxBareLines = 20;

    private readonly ImapResponseReader _reader = new(transport, settings);
    private HashSet<string> _capabilities = new(StringComparer.OrdinalIgnoreCase);
    private int _lastTag;
    private int _bareLines;
    private int _responses;

    public MailTransport Transport => transport;

    public ImapSettings Settings => settings;

    public bool KnowsCapabilities => _capabilities.Count > 0;

    /// <summary>Grows whenever the server tells what it offers.</summary>
    public int CapabilityTellings { get; private set; }

    /// <summary>Mailbox names travel as UTF-8 (IMAP4rev2, UTF8=ACCEPT) instead of modified UTF-7.</summary>
    public bool HasUtf8Names { get; set; }

    /// <summary>Messages in the selected mailbox, kept up to date by unsolicited answers.</summary>
    public int Exists { get; private set; }

    /// <summary>Grows whenever the server tells of more messages than before.</summary>
    public int Arrivals { get; private set; }

    /// <summary>What the server asked to show to operators ([ALERT]), the last one.</summary>
    public string? Alert { get; private set; }

    public bool Supports(string capability) => _capabilities.Contains(capability);

    public void ForgetCapabilities() => _capabilities.Clear();

    /// <summary>Begins a command; its limits start with it.</summary>
    public ImapCommand NewCommand(string words)
    {
        RenewCommand();
        return new ImapCommand("A" + (++_lastTag).ToString(CultureInfo.InvariantCulture), FreeLiteralBytes()).Words(words);
    }

    /// <summary>The limits of a command start anew: its next message is there.</summary>
    public void RenewCommand()
    {
        _responses = 0;
        transport.EndWithin(settings.CommandTimeout);
    }

    /// <summary>A mailbox name as it is written now.</summary>
    public string NameOnWire(string mailbox) => HasUtf8Names ? mailbox : ModifiedUtf7.Encode(mailbox);

    /// <summary>Reads one response under a fresh time limit.</summary>
    public ValueTask<ImapResponse> ReadAsync()
    {
        transport.Renew();
        return ReadUnderSameLimitAsync();
    }

    /// <summary>Reads one response under the limit that was set before.</summary>
    public ValueTask<ImapResponse> ReadUnderSameLimitAsync() => ++_responses <= settings.MaxResponses
        ? _reader.ReadAsync()
        : throw Unbearable("the server talks without end");

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

    /// <summary>Reads to a "+" (null) or to the end of the command. What the "+" says goes to <paramref name="challenge"/>.</summary>
    public async ValueTask<ImapReply?> UntilContinuationAsync(string tag, Action<string>? challenge = null)
    {
        while (true)
        {
            var response = await ReadAsync().ConfigureAwait(false);
            if (response.IsContinuation)
            {
                challenge?.Invoke(response.Text[1..].Trim());
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
        if (string.Equals(word, tag, StringComparison.Ordinal) && ImapStatusLine.Parse(rest) is { } reply)
        {
            NoteCode(reply);
            return reply;
        }

        // A tag of ours that is not awaited means that we and the server are apart; other words are for people.
        return !IsTag(word) && ++_bareLines <= MaxBareLines
            ? null
            : throw Unbearable("the server sent an answer that belongs to no command");
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

    private ImapException Unbearable(string why)
    {
        transport.Break();
        return new(MailFault.Protocol, why);
    }

    private static bool IsTag(string word) =>
        word.Length > 1 && word[0] == 'A' && word.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Bytes that a literal may have to be sent without waiting for "+" (RFC 7888; LITERAL- is part of IMAP4rev2).</summary>
    private int FreeLiteralBytes() =>
        Supports("LITERAL+") ? int.MaxValue : Supports("LITERAL-") || Supports("IMAP4rev2") ? 4096 : 0;

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

    private void SetCapabilities(string list)
    {
        _capabilities = new(list.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
        CapabilityTellings++;
    }
}
