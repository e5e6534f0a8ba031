using System.Net.Sockets;
using System.Text;

namespace TestSupport;

/// <summary>A small SMTP and LMTP client for bringing raw bytes into the test servers; any refusal is an exception.</summary>
internal sealed class MailSession : IAsyncDisposable
{
    private readonly TcpClient client;
    private readonly Stream stream;
    private readonly StreamReader reader;

    private MailSession(TcpClient client)
    {
        this.client = client;
        stream = client.GetStream();
        reader = new StreamReader(stream, Encoding.Latin1);
    }

    public static async Task<MailSession> OpenAsync(string host, int port, string greeting)
    {
        var connection = new TcpClient { NoDelay = true };
        await connection.ConnectAsync(host, port);
        var session = new MailSession(connection);
        await session.ExpectAsync('2', "greeting");
        await session.CommandAsync(greeting, '2');
        return session;
    }

    public async Task SendAsync(string from, IReadOnlyList<string> to, byte[] mail, bool answerPerRecipient)
    {
        await CommandAsync($"MAIL FROM:<{from}>", '2');
        foreach (var recipient in to)
        {
            await CommandAsync($"RCPT TO:<{recipient}>", '2');
        }

        await CommandAsync("DATA", '3');
        await stream.WriteAsync(DotStuffed(mail));
        for (var answers = answerPerRecipient ? to.Count : 1; answers > 0; answers--)
        {
            await ExpectAsync('2', "end of data");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await stream.WriteAsync("QUIT\r\n"u8.ToArray());
        }
        catch (IOException)
        {
            // the server was quicker
        }

        reader.Dispose();
        client.Dispose();
    }

    private static byte[] DotStuffed(byte[] mail)
    {
        var data = new MemoryStream(mail.Length + 64);
        var atLineStart = true;
        foreach (var octet in mail)
        {
            if (atLineStart && octet == '.')
            {
                data.WriteByte((byte)'.');
            }

            data.WriteByte(octet);
            atLineStart = octet == '\n';
        }

        if (!atLineStart)
        {
            data.Write("\r\n"u8);
        }

        data.Write(".\r\n"u8);
        return data.ToArray();
    }

    private async Task CommandAsync(string line, char expected)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"));
        await ExpectAsync(expected, line);
    }

    private async Task ExpectAsync(char expected, string after)
    {
        string? line;
        do
        {
            line = await reader.ReadLineAsync() ?? throw new IOException($"the mail server hung up after: {after}");
        }
        while (line.Length > 3 && line[3] == '-');

        if (line.Length == 0 || line[0] != expected)
        {
            throw new IOException($"the mail server answered '{line}' after: {after}");
        }
    }
}
