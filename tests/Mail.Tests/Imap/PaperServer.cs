using System.Text;
using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;
using TestSupport;

namespace Mail.Tests.Imap;

/// <summary>A client that talks to bytes on paper: the first command has the tag A1.</summary>
internal static class PaperServer
{
    public static ImapClient Client(string answers, int step = int.MaxValue, int buffer = 4096, ImapSettings? settings = null) =>
        Client(Encoding.Latin1.GetBytes(answers), step, buffer, settings);

    public static ImapClient Client(byte[] answers, int step = int.MaxValue, int buffer = 4096, ImapSettings? settings = null)
    {
        var endpoint = new MailEndpoint { Host = "paper", Port = 1, Timeout = TimeSpan.FromMinutes(1) };
        settings ??= new();
        var transport = new MailTransport(endpoint, new DripStream(answers, step), null, buffer);
        return new(new ImapConnection(transport, settings), settings);
    }

    public static async Task<(List<ImapMessage> Messages, ImapReply? Reply)> FetchAsync(ImapClient client, ImapItems items = ImapItems.Size | ImapItems.InternalDate | ImapItems.Body)
    {
        var fetch = await client.StartFetchAsync("1:*", items, CancellationToken.None);
        List<ImapMessage> messages = [];
        while (await fetch.NextAsync(CancellationToken.None) is { } message)
        {
            messages.Add(message);
        }

        return (messages, fetch.Reply);
    }
}
