using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace TestSupport;

/// <summary>Reads a whole INBOX by IMAP as a customer's mail program would, and nothing more.</summary>
internal sealed class ImapReader : IDisposable
{
    private readonly TcpClient client;
    private readonly NetworkStream stream;
    private int tag;

    private ImapReader(TcpClient client)
    {
        this.client = client;
        stream = client.GetStream();
    }

    public static async Task<IReadOnlyList<byte[]>> ReadAllAsync(string host, int port, string user, string password)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(host, port);
        using var reader = new ImapReader(connection);
        await reader.ReadLineAsync();
        await reader.CommandAsync($"LOGIN \"{user}\" \"{password}\"");
        await reader.CommandAsync("SELECT INBOX");
        var mails = await reader.CommandAsync("FETCH 1:* (BODY.PEEK[])");
        await reader.CommandAsync("LOGOUT");
        return mails;
    }

    public void Dispose()
    {
        stream.Dispose();
        client.Dispose();
    }

    /// <summary>The literals of the answers.</summary>
    private async Task<List<byte[]>> CommandAsync(string command)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"a{++tag}");
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{name} {command}\r\n"));
        var literals = new List<byte[]>();
        while (true)
        {
            var line = await ReadLineAsync();
            if (line.StartsWith(name + " OK", StringComparison.Ordinal) || (literals.Count == 0 && line.Contains("No matching messages", StringComparison.Ordinal)))
            {
                return literals;
            }

            if (line.StartsWith(name + " ", StringComparison.Ordinal))
            {
                throw new IOException($"IMAP answered: {line}");
            }

            if (line.EndsWith('}') && line.LastIndexOf('{') is >= 0 and var brace)
            {
                var literal = new byte[int.Parse(line.AsSpan(brace + 1, line.Length - brace - 2), CultureInfo.InvariantCulture)];
                await stream.ReadExactlyAsync(literal);
                literals.Add(literal);
            }
        }
    }

    private async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        var octet = new byte[1];
        while (octet[0] != '\n')
        {
            await stream.ReadExactlyAsync(octet);
            line.Append((char)octet[0]);
        }

        return line.ToString().TrimEnd('\r', '\n');
    }
}
