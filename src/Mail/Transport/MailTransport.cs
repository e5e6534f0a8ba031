using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace Ingestion.Mail.Transport;

/// <summary>
/// One connection with a receive buffer and a time limit. Every I/O runs under the limit last set;
/// after any failure the connection is broken for good. One reader and one writer at a time.
/// </summary>
internal sealed class MailTransport : IAsyncDisposable
{
    /// <summary>A peer that sends less than this within the time limit is treated as dead.</summary>
    public const int RenewalBytes = 64 * 1024;

    private readonly MailEndpoint _endpoint;
    private readonly Socket? _socket;
    private readonly CancellationTokenSource _limit = new();
    private readonly byte[] _buffer;
    private CancellationToken _caller;
    private long _deadline = long.MaxValue;
    private Stream _stream;
    private int _start;
    private int _end;

    /// <summary>Over a stream that is there already; <paramref name="socket"/> belongs to it.</summary>
    internal MailTransport(MailEndpoint endpoint, Stream stream, Socket? socket, int bufferBytes)
    {
        _endpoint = endpoint;
        _stream = stream;
        _socket = socket;
        _buffer = GC.AllocateUninitializedArray<byte>(bufferBytes);
    }

    /// <summary>No further use is possible.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>What ended the connection, said by the server before; used as the code when it closes.</summary>
    public string LostCode { get; set; } = MailFault.ConnectionLost;

    /// <summary>The TLS version in use, or null.</summary>
    public string? TlsVersion => _stream is SslStream { IsAuthenticated: true } tls
        ? tls.SslProtocol switch { SslProtocols.Tls13 => "TLS 1.3", SslProtocols.Tls12 => "TLS 1.2", _ => "TLS" }
        : null;

    /// <summary>The own end's address, for EHLO.</summary>
    public IPAddress LocalAddress => (_socket?.LocalEndPoint as IPEndPoint)?.Address ?? IPAddress.Loopback;

    /// <summary>What has been received and not been used.</summary>
    public ReadOnlySpan<byte> Buffered => _buffer.AsSpan(_start, _end - _start);

    public static async Task<MailTransport> ConnectAsync(MailEndpoint endpoint, int bufferBytes, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var transport = default(MailTransport);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(endpoint.ConnectTimeout);
        try
        {
            // The look-up of a name cannot be cancelled everywhere: the wait for it can.
            await socket.ConnectAsync(endpoint.Host, endpoint.Port, limit.Token).AsTask().WaitAsync(limit.Token).ConfigureAwait(false);
            KeepAlive(socket);
            transport = new MailTransport(endpoint, new NetworkStream(socket, ownsSocket: true), socket, bufferBytes);
            if (endpoint.Security == MailSecurity.Tls)
            {
                await transport.SecureAsync(cancellationToken).ConfigureAwait(false);
            }

            return transport;
        }
        catch (Exception fault)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw fault switch
            {
                MailException => fault,
                OperationCanceledException => new MailException(MailFault.Unreachable, $"{endpoint} did not answer within {endpoint.ConnectTimeout.TotalSeconds:0} s", fault),
                SocketException socketFault => new MailException(MailFault.Unreachable, $"{endpoint} cannot be reached: {socketFault.SocketErrorCode}", fault),
                _ => new MailException(MailFault.Unreachable, $"{endpoint} cannot be reached", fault),
            };
        }
    }

    /// <summary>Ties the following I/O to the caller's token until the result is disposed. Cancelling breaks the connection.</summary>
    public MailOperation Begin(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _caller = cancellationToken;
        return new(this, cancellationToken.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), _limit));
    }

    /// <summary>Starts the time limit anew.</summary>
    public void Renew() => Renew(_endpoint.Timeout);

    /// <summary>Starts a time limit; it never goes beyond what <see cref="EndWithin"/> has set.</summary>
    public void Renew(TimeSpan limit)
    {
        if (_deadline != long.MaxValue)
        {
            var left = TimeSpan.FromMilliseconds(Math.Max(0, _deadline - Environment.TickCount64));
            limit = limit < TimeSpan.Zero || left < limit ? left : limit;
        }

        if (!_limit.IsCancellationRequested)
        {
            _limit.CancelAfter(limit);
        }
    }

    /// <summary>Sets an end that no renewal moves, against a peer that always says a little; null takes it away.</summary>
    public void EndWithin(TimeSpan? limit) => _deadline = limit is { } given ? Environment.TickCount64 + (long)given.TotalMilliseconds : long.MaxValue;

    /// <summary>Nothing is awaited: no limit runs.</summary>
    public void Rest()
    {
        EndWithin(null);
        Renew(Timeout.InfiniteTimeSpan);
    }

    /// <summary>What comes is not to be understood: nothing more is read or sent.</summary>
    public void Break() => IsBroken = true;

    public void Advance(int count) => _start += count;

    /// <summary>Drops what was received.</summary>
    public void Discard() => _start = _end = 0;

    /// <summary>Receives more behind what is buffered. The buffer must not be full of unused bytes. Throws when the connection has ended.</summary>
    public async ValueTask FillAsync()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_buffer.Length - _end < _buffer.Length / 4)
        {
            Buffered.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        _end += await ReceiveAsync(_buffer.AsMemory(_end)).ConfigureAwait(false);
    }

    /// <summary>Fills <paramref name="target"/> to its end, past the buffer for what is large.</summary>
    public async ValueTask ReadExactlyAsync(Memory<byte> target)
    {
        var ready = Math.Min(target.Length, _end - _start);
        _buffer.AsMemory(_start, ready).CopyTo(target);
        _start += ready;
        target = target[ready..];
        var sinceRenewal = 0;
        while (target.Length > 0)
        {
            int got;
            if (target.Length >= _buffer.Length / 2)
            {
                got = await ReceiveAsync(target).ConfigureAwait(false);
            }
            else
            {
                await FillAsync().ConfigureAwait(false);
                got = Math.Min(target.Length, _end - _start);
                _buffer.AsMemory(_start, got).CopyTo(target);
                _start += got;
            }

            target = target[got..];
            sinceRenewal += got;
            if (sinceRenewal >= RenewalBytes)
            {
                sinceRenewal = 0;
                Renew();
            }
        }
    }

    /// <summary>Reads <paramref name="count"/> bytes and forgets them.</summary>
    public async ValueTask SkipAsync(long count)
    {
        var sinceRenewal = 0;
        while (count > 0)
        {
            if (_start == _end)
            {
                await FillAsync().ConfigureAwait(false);
            }

            var step = (int)Math.Min(count, _end - _start);
            _start += step;
            count -= step;
            sinceRenewal += step;
            if (sinceRenewal >= RenewalBytes)
            {
                sinceRenewal = 0;
                Renew();
            }
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await _stream.WriteAsync(bytes, _limit.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            throw Broken(fault);
        }
    }

    /// <summary>The TLS handshake on the open connection; the certificate is always verified. What came before it is thrown away, and is a fault.</summary>
    public async Task SecureAsync(CancellationToken cancellationToken)
    {
        if (_start != _end)
        {
            Discard();
            IsBroken = true;
            throw new MailException(MailFault.TlsInjected, $"{_endpoint} said more before TLS than its consent: somebody may be in the middle");
        }

        var judge = new CertificateJudge(_endpoint.Host, CertificateJudge.LoadRoots(_endpoint.CaFile));
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false, judge.Accepts);
        _stream = tls;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_endpoint.ConnectTimeout);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = _endpoint.Host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
                limit.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is AuthenticationException or IOException or OperationCanceledException or ExternalException)
        {
            // Windows tells what its TLS cannot do as a Win32Exception: like a SocketException it is an external one.
            IsBroken = true;
            cancellationToken.ThrowIfCancellationRequested();
            throw judge.Refusal(fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        IsBroken = true;
        try
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or SocketException or InvalidOperationException)
        {
            _socket?.Dispose();
        }
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> target)
    {
        int got;
        try
        {
            got = await _stream.ReadAsync(target, _limit.Token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            throw Broken(fault);
        }

        return got > 0 ? got : throw Broken(null);
    }

    private Exception Broken(Exception? fault)
    {
        IsBroken = true;
        if (fault is OperationCanceledException || _limit.IsCancellationRequested)
        {
            return _caller.IsCancellationRequested
                ? new OperationCanceledException(_caller)
                : new MailException(MailFault.Timeout, $"{_endpoint} did not answer in time", fault);
        }

        return new MailException(
            LostCode,
            LostCode == MailFault.ServerBye ? $"{_endpoint} closed the connection" : $"the connection to {_endpoint} was lost",
            fault);
    }

    private static void KeepAlive(Socket socket)
    {
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        }
        catch (SocketException unknown) when (unknown.SocketErrorCode is SocketError.ProtocolOption or SocketError.InvalidArgument or SocketError.OperationNotSupported)
        {
            // Windows has had these since versions 1703 and 1709 of 10: before, its own times count, and the time limits of reading.
        }
    }
}
