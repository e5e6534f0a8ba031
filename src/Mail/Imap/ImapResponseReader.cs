using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Imap;

/// <summary>Cuts the stream into responses. Literals go straight into arrays of their own size; a response is returned whole or not at all.</summary>
internal sealed class ImapResponseReader(MailTransport transport, ImapSettings settings)
{
    /// <summary>What strings beside the longest one may take in one response: more than any server needs.</summary>
    private const long SmallLiteralsBytes = 16 * 1024 * 1024;

    private readonly ImapResponse _response = new();
    private long _literalBytes;

    /// <summary>The next response, valid until the following call. Throws <see cref="MailException"/> when the connection ends before its last byte.</summary>
    public async ValueTask<ImapResponse> ReadAsync()
    {
        _response.Clear();
        _literalBytes = 0;
        while (true)
        {
            await ReadLineAsync().ConfigureAwait(false);
            if (_response.AnnouncesLiteral(out var position, out var length))
            {
                await ReadLiteralAsync(position, length).ConfigureAwait(false);
            }
            else if (_response.Line.Length > 0)
            {
                return _response;
            }
        }
    }

    private async ValueTask ReadLineAsync()
    {
        var atStart = _response.Line.Length == 0;
        while (true)
        {
            if (transport.Buffered.Length == 0)
            {
                await transport.FillAsync().ConfigureAwait(false);
            }

            if (TakeLine())
            {
                break;
            }
        }

        _response.TrimEnd();
        if (atStart)
        {
            _response.TrimStart();
        }
    }

    private bool TakeLine()
    {
        var ready = transport.Buffered;
        var end = ready.IndexOf((byte)'\n');
        var part = end < 0 ? ready : ready[..(end + 1)];
        if (_response.Line.Length + part.Length > settings.MaxLineBytes)
        {
            throw TooMuch();
        }

        _response.Append(part);
        transport.Advance(part.Length);
        return end >= 0;
    }

    private async ValueTask ReadLiteralAsync(int position, long length)
    {
        if (length > settings.MaxSkippedBytes || _response.Literals.Count >= settings.MaxLiterals)
        {
            throw TooMuch();
        }

        if (length > settings.MaxLiteralBytes)
        {
            await transport.SkipAsync(length).ConfigureAwait(false);
            _response.Literals.Add(new(position, length, null));
            return;
        }

        _literalBytes += length;
        if (_literalBytes > settings.MaxLiteralBytes + SmallLiteralsBytes)
        {
            throw TooMuch();
        }

        var bytes = length == 0 ? [] : GC.AllocateUninitializedArray<byte>((int)length);
        await transport.ReadExactlyAsync(bytes).ConfigureAwait(false);
        _response.Literals.Add(new(position, length, bytes));
    }

    private ImapException TooMuch()
    {
        transport.Break();
        return new(MailFault.Protocol, "the server sent longer lines, or more or longer strings, than the limits allow");
    }
}
