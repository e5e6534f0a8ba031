namespace Ingestion.Mail.Mime;

/// <summary>
/// A mail as received. <see cref="Parse"/> only finds where things lie; texts are made when they are asked for and kept. Bad mail gives
/// a partial message with reasons in <see cref="Problems"/>. Not thread-safe.
/// </summary>
public sealed class MimeMessage
{
    private readonly MimeLimits _limits;
    private readonly ProblemList _problems;
    private MessageContent? _content;
    private IReadOnlyList<MailAddress>? _from;
    private bool _dateRead;
    private DateTimeOffset? _date;

    private MimeMessage(ReadOnlyMemory<byte> raw, MimePart root, MimeLimits limits, ProblemList problems)
    {
        Raw = raw;
        Root = root;
        _limits = limits;
        _problems = problems;
    }

    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The message itself as the outermost part.</summary>
    public MimePart Root { get; }

    public MimeHeaders Headers => Root.Headers;

    /// <summary>Who wrote (RFC 5322 allows several); a claim. When the field is repeated, the first one counts.</summary>
    public IReadOnlyList<MailAddress> From => _from ??= ReadFrom();

    /// <summary>Who sent it on behalf of the writers, or null.</summary>
    public MailAddress? Sender => Addresses("Sender") is [var first, ..] ? first : null;

    public IReadOnlyList<MailAddress> ReplyTo => Addresses("Reply-To");

    public IReadOnlyList<MailAddress> To => Addresses("To");

    public IReadOnlyList<MailAddress> Cc => Addresses("Cc");

    /// <summary>Return-Path of the last delivery: empty for the null sender <c>&lt;&gt;</c>, null when it is not there or holds a NUL.</summary>
    public string? ReturnPath => Headers.Unfolded("Return-Path") is { } path && !path.Contains('\0', StringComparison.Ordinal) ? MailAddress.Parse(path)?.Address ?? "" : null;

    /// <summary>Decoded; null when there is none.</summary>
    public string? Subject => Headers.Value("Subject");

    /// <summary>With angle brackets; null when it is missing or no id.</summary>
    public string? MessageId => MessageIds.First(Headers.Unfolded("Message-ID"));

    /// <summary>With angle brackets, in order.</summary>
    public IReadOnlyList<string> InReplyTo => MessageIds.All(Headers.Unfolded("In-Reply-To"));

    /// <summary>With angle brackets, oldest first.</summary>
    public IReadOnlyList<string> References => MessageIds.All(Headers.Unfolded("References"));

    /// <summary>The sender's claim; null when it is missing or nonsense.</summary>
    public DateTimeOffset? Date
    {
        get
        {
            if (!_dateRead)
            {
                _dateRead = true;
                if (Headers.Unfolded("Date") is { Length: > 0 } text && (_date = MailDate.Parse(text)) is null)
                {
                    _problems.Add("unreadable-date");
                }
            }

            return _date;
        }
    }

    /// <summary>The whole text for reading, plain, lines ended by LF; empty when there is none.</summary>
    public string Text => Content.Text;

    /// <summary>Where <see cref="Text"/> comes from.</summary>
    public TextOrigin TextOrigin => Content.Origin;

    /// <summary>What is attached, forwarded messages included.</summary>
    public IReadOnlyList<MailAttachment> Attachments => Content.Attachments;

    /// <summary>
    /// What could not be read, as short stable codes, each once: <c>too-deep</c>, <c>missing-end-boundary</c>, <c>unknown-charset</c>. Asking
    /// makes the text and the date, so that the list is complete.
    /// </summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            _ = Content;
            _ = Date;
            _ = From;
            return _problems.Codes;
        }
    }

    private MessageContent Content => _content ??= ContentReader.Read(Root, _limits, _problems);

    /// <summary>Reads a message (RFC 5322, 2045–2049). Never throws for what the bytes are.</summary>
    /// <param name="raw">The message; must not change while the result is used.</param>
    /// <param name="limits">Null: <see cref="MimeLimits.Default"/>.</param>
    public static MimeMessage Parse(ReadOnlyMemory<byte> raw, MimeLimits? limits = null)
    {
        limits ??= MimeLimits.Default;
        var problems = new ProblemList();
        var received = raw;
        if (raw.Span.IndexOf((byte)'\n') < 0 && raw.Span.Contains((byte)'\r'))
        {
            // lines ended as on old Macintoshes: nothing can be found in them otherwise
            problems.Add("bare-carriage-returns");
            if (raw.Length > limits.MaxDecodedBytes)
            {
                problems.Add("message-cut");
                raw = raw[..limits.MaxDecodedBytes];
            }

            var copy = raw.ToArray();
            copy.AsSpan().Replace((byte)'\r', (byte)'\n');
            raw = copy;
        }

        var start = Beginning(raw.Span);
        if (start == raw.Length)
        {
            problems.Add("empty-message");
        }

        return new MimeMessage(received, new MimeParser(raw, limits, problems).Read(start), limits, problems);
    }

    /// <summary>All addresses of all fields with that name.</summary>
    public IReadOnlyList<MailAddress> Addresses(string header)
    {
        List<MailAddress>? found = null;
        foreach (var field in Headers.All(header))
        {
            var addresses = AddressParser.Parse(field.Unfolded);
            if (found is null)
            {
                found = addresses;
            }
            else
            {
                found.AddRange(addresses);
            }
        }

        return found ?? (IReadOnlyList<MailAddress>)[];
    }

    private IReadOnlyList<MailAddress> ReadFrom()
    {
        var fields = Headers.All("From").Take(2).ToList();
        if (fields.Count == 0)
        {
            return [];
        }

        if (fields.Count > 1)
        {
            // programs disagree about which one counts, which is why somebody would write two
            _problems.Add("several-from");
            return [.. AddressParser.Parse(fields[0].Unfolded).Select(address => address.Unsure())];
        }

        var found = AddressParser.Parse(fields[0].Unfolded);
        if (found.Count == 0)
        {
            _problems.Add("unreadable-from");
        }

        return found;
    }

    // a byte order mark and blank lines in front are forgiven
    private static int Beginning(ReadOnlySpan<byte> text)
    {
        var start = text.StartsWith("\uFEFF"u8) ? 3 : 0;
        var letters = text[start..].IndexOfAnyExcept((byte)'\r', (byte)'\n');
        return letters < 0 ? text.Length : letters > 0 && text[start + letters] is not ((byte)' ' or (byte)'\t') ? start + letters : start;
    }
}
