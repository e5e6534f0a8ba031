using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Imap;

/// <summary>What is known so far of each entry of a page: its mail, or why there is none.</summary>
internal sealed class ImapPageDraft(ImapMailboxKey key, uint validity, ArraySegment<ImapEntry> entries)
{
    private const string Oversize = "oversize";

    private readonly OfferedMessage?[] _messages = new OfferedMessage?[entries.Count];
    private readonly string?[] _holes = new string?[entries.Count];

    /// <summary>No mail yet.</summary>
    public bool IsEmpty => Array.TrueForAll(_messages, message => message is null);

    /// <summary>Entries settled without a gap from the first one on.</summary>
    public int Settled
    {
        get
        {
            var settled = 0;
            while (settled < entries.Count && IsSettled(settled))
            {
                settled++;
            }

            return settled;
        }
    }

    /// <summary>A mail, or a hole; a mail that turned out too large is to be asked for its headers.</summary>
    public bool IsSettled(int index) => _messages[index] is not null || _holes[index] is not (null or Oversize);

    public bool IsOversize(int index) => string.Equals(_holes[index], Oversize, StringComparison.Ordinal);

    public void Miss(int index, string reason) => _holes[index] = reason;

    /// <param name="size">What the server says of its size: nothing where there should be something is no mail.</param>
    public void Keep(int index, byte[] content, DateTimeOffset? arrived, long size, string? context = null)
    {
        if (content.Length == 0 && size > 0)
        {
            _holes[index] = "no-content";
            return;
        }

        _messages[index] = new OfferedMessage
        {
            ExternalId = key.ExternalId(validity, entries[index].Uid),
            Raw = content,
            ArrivedAt = arrived,
            Context = context,
        };
        _holes[index] = null;
    }

    /// <summary>What is in order from the first entry on.</summary>
    public ImapPage ToPage(MailException? fault)
    {
        var settled = Settled;
        var messages = new List<OfferedMessage>(settled);
        var holes = new List<MessageHole>();
        for (var i = 0; i < settled; i++)
        {
            if (_messages[i] is { } message)
            {
                messages.Add(message);
            }
            else
            {
                holes.Add(new(key.ExternalId(validity, entries[i].Uid), _holes[i]!));
            }
        }

        return new(messages, holes, settled, fault);
    }
}
