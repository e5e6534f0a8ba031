using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace TestSupport;

/// <summary>One of the IMAP servers that stand side by side: every address is a mailbox there, with the one password.</summary>
public sealed class ImapTestServer
{
    private ImapTestServer(string name, string portSetting, string tlsPortSetting) =>
        (Name, Port, TlsPort) = (name, TestServers.Port(portSetting), TestServers.Port(tlsPortSetting));

    public static ImapTestServer Dovecot { get; } = new("Dovecot", "IMAP_PORT", "IMAPS_PORT");

    public static ImapTestServer Cyrus { get; } = new("Cyrus", "CYRUS_IMAP_PORT", "CYRUS_IMAPS_PORT");

    public string Name { get; }

    /// <summary>IMAP with STARTTLS.</summary>
    public int Port { get; }

    public int TlsPort { get; }

    /// <summary>
    /// Appends mails to an address's INBOX by IMAP, with their dates of arrival; they lie there, byte for byte, when this returns.
    /// </summary>
    public async Task AppendAsync(string address, IEnumerable<(byte[] Mail, DateTimeOffset Arrived)> mails)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(MailServer.Running.Host, Port);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await reader.ReadLineAsync();
        await RunAsync($"LOGIN \"{address}\" \"{MailServer.Running.Password}\"\r\n", []);
        foreach (var (mail, arrived) in mails)
        {
            var date = arrived.UtcDateTime.ToString("dd-MMM-yyyy HH:mm:ss", CultureInfo.InvariantCulture);
            await RunAsync(string.Create(CultureInfo.InvariantCulture, $"APPEND INBOX \"{date} +0000\" {{{mail.Length}+}}\r\n"), [.. mail, .. "\r\n"u8]);
        }

        await RunAsync("LOGOUT\r\n", []);

        async Task RunAsync(string command, byte[] literal)
        {
            await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes("a " + command), .. literal]);
            string line;
            do
            {
                line = await reader.ReadLineAsync() ?? throw new IOException($"{Name} hung up");
            }
            while (!line.StartsWith("a ", StringComparison.Ordinal));

            if (!line.StartsWith("a OK", StringComparison.Ordinal))
            {
                throw new IOException($"{Name} answered: {line}");
            }
        }
    }

    public override string ToString() => Name;
}
