namespace Ingestion.Mail.Imap;

/// <summary>One IDLE (RFC 2177): waiting for what the server tells unasked.</summary>
internal sealed class ImapIdle(ImapConnection connection, int known)
{
    private bool HasNews => connection.Arrivals > known;

    /// <summary>True as soon as there is news, false after <paramref name="atMost"/>.</summary>
    public async Task<bool> RunAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (HasNews)
        {
            return true;
        }

        var command = connection.NewCommand("IDLE");
        await connection.SendAsync(command).ConfigureAwait(false);
        if (await connection.UntilContinuationAsync(command.Tag).ConfigureAwait(false) is { } refusal)
        {
            refusal.OrThrow("IDLE");
            return HasNews;
        }

        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var wakeUp = Task.Delay(atMost, clock.Token);
        connection.Transport.Rest();
        var next = connection.ReadUnderSameLimitAsync().AsTask();
        var done = false;
        while (true)
        {
            // A server that talks without pause must not hide the clock.
            if (!done && (HasNews || wakeUp.IsCompleted || await Task.WhenAny(next, wakeUp).ConfigureAwait(false) == wakeUp))
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    // The clock stops with the token, perhaps before the connection does.
                    connection.Transport.Break();
                    cancellationToken.ThrowIfCancellationRequested();
                }

                done = true;
                connection.Transport.Renew(connection.Settings.QuickTimeout);
                await connection.Transport.WriteAsync("DONE\r\n"u8.ToArray()).ConfigureAwait(false);
            }

            var response = await next.ConfigureAwait(false);
            if (connection.TryReply(response, command.Tag) is not null)
            {
                await clock.CancelAsync().ConfigureAwait(false);
                return HasNews;
            }

            connection.Note(response);
            next = connection.ReadUnderSameLimitAsync().AsTask();
        }
    }
}
