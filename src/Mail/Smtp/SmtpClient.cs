using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Smtp;

/// <summary>
/// A submission client (RFC 5321, 6409) over a few connections that are kept for the next message. Thread-safe; no retries.
/// </summary>
public sealed class SmtpClient : IAsyncDisposable
{
    private readonly MailEndpoint _endpoint;
    private readonly MailCredentials? _credentials;
    private readonly SmtpSettings _settings;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _places;
    private readonly Stack<(SmtpConnection Connection, long Since)> _idle = new();
    private readonly ITimer _sweep;
    private bool _closed;

    /// <param name="endpoint">The submission server.</param>
    /// <param name="credentials">Null: the server takes mail without a login.</param>
    public SmtpClient(MailEndpoint endpoint, MailCredentials? credentials, SmtpSettings? settings = null, TimeProvider? time = null)
    {
        (_endpoint, _credentials, _settings, _time) = (endpoint, credentials, settings ?? new(), time ?? TimeProvider.System);
        _places = new(_settings.MaxConnections);
        _sweep = _time.CreateTimer(static client => _ = ((SmtpClient)client!).SweepAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Tries once to send. Never throws for the server or the connection: see <see cref="SmtpOutcome"/>. Cancellation throws while nothing
    /// can have been delivered; afterwards it is <see cref="SmtpOutcome.Uncertain"/>.
    /// </summary>
    /// <param name="envelope">An address that could break out of its command is refused as <c>address-invalid</c>.</param>
    /// <param name="message">Headers and body; line ends are made CRLF.</param>
    public async Task<SmtpResult> SendAsync(SmtpEnvelope envelope, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (Checked(envelope) is not { } safe)
        {
            return new(SmtpOutcome.Refused, "address-invalid") { Cause = SmtpCause.Recipient };
        }

        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (TakeIdle() is { } kept && await SendOverAsync(kept, safe, message, cancellationToken).ConfigureAwait(false) is { } result)
            {
                return result;
            }

            var connection = await SmtpLogin.ConnectAsync(_endpoint, _credentials, _settings, cancellationToken).ConfigureAwait(false);
            return (await SendOverAsync(connection, safe, message, cancellationToken).ConfigureAwait(false))!;
        }
        catch (SmtpException fault)
        {
            return fault.Result;
        }
        catch (MailException fault)
        {
            return new(SmtpOutcome.Later, fault.Code) { Cause = CauseOf(fault.Code) };
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Connects, logs in and says goodbye. Throws <see cref="MailException"/>; returns the TLS version or null.</summary>
    public async Task<string?> TestAsync(CancellationToken cancellationToken)
    {
        var connection = await SmtpLogin.ConnectAsync(_endpoint, _credentials, _settings, cancellationToken).ConfigureAwait(false);
        var version = connection.Transport.TlsVersion;
        await connection.QuitAsync().ConfigureAwait(false);
        return version;
    }

    /// <summary>Closes the idle connections; those in use close when their message is done.</summary>
    public async ValueTask DisposeAsync()
    {
        List<SmtpConnection> all;
        lock (_idle)
        {
            _closed = true;
            all = [.. _idle.Select(kept => kept.Connection)];
            _idle.Clear();
        }

        await _sweep.DisposeAsync().ConfigureAwait(false);
        foreach (var connection in all)
        {
            await connection.QuitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Null: a kept connection had been closed by the server before it took anything of this message, and a new one is the first real try.
    /// </summary>
    private async Task<SmtpResult?> SendOverAsync(
        SmtpConnection connection, SmtpEnvelope envelope, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var kept = connection.Messages++ > 0;
        try
        {
            var transaction = new SmtpTransaction(connection, envelope, _settings.FinalTimeout);
            var result = await transaction.RunAsync(message, cancellationToken).ConfigureAwait(false);
            return kept && !connection.IsUsable && !transaction.HandedOver && IsGoodbye(result) ? null : result;
        }
        finally
        {
            await GiveBackAsync(connection).ConfigureAwait(false);
        }
    }

    private static bool IsGoodbye(SmtpResult result) =>
        result.Reason == MailFault.ConnectionLost || result.Reason.StartsWith("smtp-421", StringComparison.Ordinal);

    private static SmtpEnvelope? Checked(SmtpEnvelope envelope)
    {
        var sender = envelope.Sender.Length == 0 ? "" : SmtpAddress.ForEnvelope(envelope.Sender);
        var recipient = SmtpAddress.ForEnvelope(envelope.Recipient);
        return sender is null || recipient is null ? null : envelope with { Sender = sender, Recipient = recipient };
    }

    private static SmtpCause CauseOf(string code) => code switch
    {
        MailFault.Unreachable or MailFault.Timeout or MailFault.ConnectionLost or MailFault.Protocol or MailFault.TokenUnavailable => SmtpCause.Server,
        _ => SmtpCause.Account,
    };

    private SmtpConnection? TakeIdle()
    {
        lock (_idle)
        {
            return _idle.TryPop(out var kept) ? kept.Connection : null;
        }
    }

    private async ValueTask GiveBackAsync(SmtpConnection connection)
    {
        if (connection.IsUsable && connection.Messages < _settings.MessagesPerConnection)
        {
            lock (_idle)
            {
                if (!_closed)
                {
                    _idle.Push((connection, _time.GetTimestamp()));
                    _sweep.Change(_settings.IdleTimeout, Timeout.InfiniteTimeSpan);
                    return;
                }
            }
        }

        await connection.QuitAsync().ConfigureAwait(false);
    }

    private async Task SweepAsync()
    {
        List<SmtpConnection> old = [];
        lock (_idle)
        {
            var kept = _idle.Reverse().ToList();
            _idle.Clear();
            foreach (var one in kept)
            {
                if (_time.GetElapsedTime(one.Since) >= _settings.IdleTimeout)
                {
                    old.Add(one.Connection);
                }
                else
                {
                    _idle.Push(one);
                }
            }

            if (_idle.Count > 0 && !_closed)
            {
                _sweep.Change(_settings.IdleTimeout, Timeout.InfiniteTimeSpan);
            }
        }

        foreach (var connection in old)
        {
            await connection.QuitAsync().ConfigureAwait(false);
        }
    }
}
