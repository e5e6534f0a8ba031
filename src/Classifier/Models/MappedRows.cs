using System.Buffers;

namespace Ingestion.Classifier.Models;

/// <summary>Weights where the library's own file is mapped: nothing is copied, and processes share them. They stay as long as the library does.</summary>
internal sealed unsafe class MappedRows : MemoryManager<sbyte>
{
    private readonly sbyte* _start;
    private readonly int _length;

    /// <summary>Takes the next <paramref name="length"/> bytes of a resource, which goes on behind them.</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public MappedRows(UnmanagedMemoryStream resource, int length)
    {
        if (resource.Length - resource.Position < length)
        {
            throw new InvalidDataException("the model ends too early");
        }

        _start = (sbyte*)resource.PositionPointer;
        _length = length;
        resource.Position += length;
    }

    /// <inheritdoc/>
    public override Span<sbyte> GetSpan() => new(_start, _length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
