using System.Globalization;
using System.Text;
using Ingestion.Mail.Transport;

namespace Ingestion.Mail.Smtp;

/// <summary>One SMTP session: commands out, replies in. Made by <see cref="SmtpLogin"/>, used by one <see cref="SmtpTransaction"/> at a time.</summary>
internal sealed class SmtpConnection(MailTransport transport) : IAsyncDisposable
{
    private const int MaxReplyLines = 100;
    private const int MaxLineBytes = 4096;

    private Dictionary<string, string> _offers = new(StringComparer.OrdinalIgnoreCase);

    public MailTransport Transport => transport;

    /// <summary>Whether another message can go over it.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>A transaction was not brought to its end: RSET comes before the next one.</summary>
    public bool NeedsReset { get; set; }

    /// <summary>Messages begun so far.</summary>
    public int Messages { get; set; }

    /// <summary>Nothing has come that nobody asked for: the next reply answers the next command.</summary>
    public bool IsInStep => transport.Buffered.IsEmpty;

    // "AUTH=" is how some wrote it before RFC 2554
    public void SetOffers(SmtpReply ehlo) => _offers = ehlo.Lines.Skip(1)
        .Select(line => (line.StartsWith("AUTH=", StringComparison.OrdinalIgnoreCase) ? "AUTH " + line[5..] : line).Split(' ', 2))
        .GroupBy(parts => parts[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(same => same.Key, same => same.First().ElementAtOrDefault(1) ?? "", StringComparer.OrdinalIgnoreCase);

    public bool Offers(string keyword) => _offers.ContainsKey(keyword);

    /// <summary>What stands behind an offered keyword: the mechanisms of AUTH, the limit of SIZE; empty when not offered.</summary>
    public string OfferArgument(string keyword) => _offers.GetValueOrDefault(keyword, "");

    public async ValueTask<SmtpReply> RunAsync(string command)
    {
        await WriteAsync(command + "\r\n").ConfigureAwait(false);
        return await ReadReplyAsync().ConfigureAwait(false);
    }

    /// <summary>Writes whole lines.</summary>
    public ValueTask WriteAsync(string lines)
    {
        transport.Renew();
        return transport.WriteAsync(Encoding.UTF8.GetBytes(lines));
    }

    /// <summary>The next reply with all its lines. 421 ends the session whatever it answers (RFC 5321 §3.8).</summary>
    public async ValueTask<SmtpReply> ReadReplyAsync(TimeSpan? limit = null)
    {
        // Once for all its lines: a server that says a little again and again is not waited for.
        if (limit is { } given)
        {
            transport.Renew(given);
        }
        else
        {
            transport.Renew();
        }

        List<string>? before = null;
        while (true)
        {
            var line = await ReadLineAsync().ConfigureAwait(false);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ||
                code is < 200 or > 599 || (line.Length > 3 && line[3] is not (' ' or '-')) || before?.Count == MaxReplyLines)
            {
                throw Garbage();
            }

            var text = line.Length > 4 ? line[4..] : "";
            if (line.Length == 3 || line[3] == ' ')
            {
                IsUsable &= code != 421;
                return new(code, before is null ? [text] : [.. before, text]);
            }

            (before ??= []).Add(text);
        }
    }

    /// <summary>Nothing more goes over it.</summary>
    public void Abandon() => IsUsable = false;

    public ValueTask DisposeAsync()
    {
        IsUsable = false;
        return transport.DisposeAsync();
    }

    /// <summary>QUIT without waiting long; never throws for the connection.</summary>
    public async ValueTask QuitAsync()
    {
        if (IsUsable && !transport.IsBroken)
        {
            try
            {
                using var operation = transport.Begin(CancellationToken.None);
                transport.Renew(TimeSpan.FromSeconds(2));
                await transport.WriteAsync("QUIT\r\n"u8.ToArray()).ConfigureAwait(false);
                await ReadReplyAsync(TimeSpan.FromSeconds(2)).ConfigureAwait(false);
            }
            catch (MailException)
            {
                // Closing anyway.
            }
        }

        await DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<string> ReadLineAsync()
    {
        while (true)
        {
            var ready = transport.Buffered;
            var end = ready.IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = Encoding.UTF8.GetString(ready[..end].TrimEnd((byte)'\r'));
                transport.Advance(end + 1);
                return line;
            }

            if (ready.Length >= MaxLineBytes)
            {
                throw Garbage();
            }

            await transport.FillAsync().ConfigureAwait(false);
        }
    }

    private MailException Garbage()
    {
        IsUsable = false;
        return new(MailFault.Protocol, "the server sent a reply that is not SMTP");
    }
}
