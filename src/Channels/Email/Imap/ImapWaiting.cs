using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email.Imap;

/// <summary>Waits for new mail: with IDLE where the server offers it, else by the clock.</summary>
internal sealed class ImapWaiting(ChannelSetup setup, ImapOptions options, ImapReading reading)
{
    /// <summary>Ends when there is news, after <paramref name="atMost"/>, or when the server has ended a wait as it does now and then.</summary>
    public async Task RunAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var from = setup.Time.GetTimestamp();
        var client = reading.Current;
        if (!options.Idle || client is not { Mailbox: not null, IsFetching: false } || !client.Supports("IDLE"))
        {
            await Task.Delay(atMost, setup.Time, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            while (atMost - setup.Time.GetElapsedTime(from) is { Ticks: > 0 } left)
            {
                var turn = left < TimeSpan.FromMinutes(9) ? left : TimeSpan.FromMinutes(9);
                if (await client.IdleAsync(reading.Known, turn, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        catch (MailException fault) when (fault.Code == MailFault.Refused)
        {
            await Task.Delay(atMost, setup.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (MailException fault)
        {
            await reading.DropAsync().ConfigureAwait(false);
            if (!fault.IsBrokenLink || setup.Time.GetElapsedTime(from) < TimeSpan.FromSeconds(10))
            {
                // A link that lives for a moment only is a fault; one that a server ends after a while is its habit.
                throw fault.ToChannelFault();
            }
        }
    }
}
