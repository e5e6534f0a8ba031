using System.Buffers;

namespace Ingestion.Mail.Mime;

/// <summary>An array of known size that is filled from its front.</summary>
internal sealed class FixedSink(byte[] array) : IBufferWriter<byte>
{
    private int _length;

    public ReadOnlyMemory<byte> Written => array.AsMemory(0, _length);

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => array.AsMemory(_length);

    public Span<byte> GetSpan(int sizeHint = 0) => array.AsSpan(_length);
}
