using System.Security.Cryptography;
using Ingestion.Mail.Mime;

namespace Ingestion.Worker.Attachments;

/// <summary>
/// Takes an attachment's bytes up to a limit, at which it throws, and computes what they are. Disposing removes the file, where it has not been
/// renamed; who still writes afterwards gets an exception.
/// </summary>
internal sealed class IncomingFile : Stream
{
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _start = new byte[ContentSniffer.Looked];
    private readonly long _maxBytes;
    private readonly Lock _gate = new();
    private long _size;
    private bool _isClosed;

    public IncomingFile(string path, long maxBytes)
    {
        Path = path;
        _maxBytes = maxBytes;
        _file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 64 * 1024 });
    }

    public string Path { get; }

    /// <summary>There was more than it takes.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>What the disk said when it did not take the bytes.</summary>
    public Exception? DiskFault { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Flushes it to the disk.</summary>
    public StoredFile Finish()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _file.Flush(flushToDisk: true);
            _file.Dispose();
            var known = (int)Math.Min(_size, _start.Length);
            return new StoredFile(Convert.ToHexStringLower(_hash.GetHashAndReset()), _size, ContentSniffer.Sniff(_start.AsSpan(0, known), known == _size));
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_size + buffer.Length > _maxBytes)
            {
                IsTooLarge = true;
                throw new IOException("There is more than may be kept.");
            }

            if (_size < _start.Length)
            {
                buffer[..Math.Min(buffer.Length, _start.Length - (int)_size)].CopyTo(_start.AsSpan((int)_size));
            }

            try
            {
                _file.Write(buffer);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                DiskFault = fault;
                throw;
            }

            _hash.AppendData(buffer);
            _size += buffer.Length;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            if (disposing && !_isClosed)
            {
                _isClosed = true;
                _hash.Dispose();
                try
                {
                    _file.Dispose();
                }
                catch (Exception fault) when (Attachments.DiskFault.Is(fault))
                {
                    // A full disk does not take what was still to be written.
                }

                try
                {
                    File.Delete(Path);
                }
                catch (Exception fault) when (Attachments.DiskFault.Is(fault))
                {
                    // A disk that lets nothing go keeps it until it is cleaned.
                }
            }
        }

        base.Dispose(disposing);
    }
}
