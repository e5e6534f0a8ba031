using System.Buffers;
using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>
/// Encoded words that follow each other without text between them. Those of one charset become characters together; base64 that was
/// cut inside a quantum is put together first.
/// </summary>
internal sealed class EncodedRow
{
    private readonly StringBuilder _output;
    private readonly ArrayBufferWriter<byte> _bytes;
    private readonly StringBuilder _base64 = new();
    private string _charset = "";

    public EncodedRow(StringBuilder output, int capacity)
    {
        _output = output;
        _bytes = new ArrayBufferWriter<byte>(capacity);
    }

    public void Add(ReadOnlySpan<char> charset, ReadOnlySpan<char> text, bool isBase64)
    {
        if (!charset.Equals(_charset, StringComparison.OrdinalIgnoreCase))
        {
            Flush();
            _charset = charset.ToString();
        }

        if (!isBase64)
        {
            EndBase64();
            AppendQuoted(text);
            return;
        }

        _base64.Append(text);
        if (_base64.Length % 4 == 0 || text.EndsWith("=") || !Base64Lines.IsCut(text, _base64.Length))
        {
            EndBase64();
        }
    }

    public void Flush()
    {
        EndBase64();
        if (_bytes.WrittenCount > 0)
        {
            _output.Append(MailCharset.Decode(_bytes.WrittenSpan, _charset, out _));
            _bytes.ResetWrittenCount();
        }
    }

    private void EndBase64()
    {
        if (_base64.Length == 0)
        {
            return;
        }

        var letters = Encoding.UTF8.GetBytes(_base64.ToString());
        _base64.Clear();
        _bytes.Advance(Base64Lines.Decode(letters, _bytes.GetSpan(letters.Length + 1)));
    }

    private void AppendQuoted(ReadOnlySpan<char> text)
    {
        // letters that should have been encoded: they are characters already, so they go the way back
        var encoding = Ascii.IsValid(text) ? Encoding.UTF8 : CharsetNames.Find(_charset) ?? Encoding.UTF8;
        var letters = ArrayPool<byte>.Shared.Rent(encoding.GetMaxByteCount(text.Length));
        var length = encoding.GetBytes(text, letters);
        _bytes.Advance(QuotedPrintable.DecodeWord(letters.AsSpan(0, length), _bytes.GetSpan(length + 1)));
        ArrayPool<byte>.Shared.Return(letters);
    }
}
