using System.Net;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>
/// Providers whose machines take connections and never say a word, behind a channel of each kind that polls or sends: they keep only themselves waiting.
/// </summary>
public sealed class SilentProviderTests
{
    private static readonly string[] Silent = ["silent-imap", "silent-telegram", "silent-x", "silent-servicebus"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task ProvidersThatNeverAnswer_OthersPollAndSend_AndTheWorkerStops(Store store)
    {
        await using var mute = MuteListener.Start();
        await using var callback = await CallbackReceiver.StartAsync();
        await using var installation = await Installation.CreateAsync(store);
        AddSilent(installation, mute.Port);
        var (well, cut) = (Path.Combine(installation.Folder, "well"), Path.Combine(installation.Folder, "cut"));
        foreach (var part in (string[])["new", "cur", "tmp"])
        {
            Directory.CreateDirectory(Path.Combine(well, part));
            Directory.CreateDirectory(Path.Combine(cut, part));
        }

        Directory.CreateDirectory(Path.Combine(installation.Folder, "sent"));
        installation
            .WithMaildir("well", well)
            .WithMaildir("cut", cut, "silent-smtp")
            .WithWebhook("chat", callback.Url)
            .Set("Channels:outgoing:Connector", "pickup")
            .Set("Channels:outgoing:Options:Folder", Path.Combine(installation.Folder, "sent"))
            .Set("Channels:outgoing:Options:From", "support@bank.example");
        await using var worker = await installation.StartAsync();

        // An answer hangs in the sending, every poll of the silent in the asking: only then the others are looked at.
        await DropAsync(cut, "cut-1");
        await Wait.UntilAsync(() => mute.Heard >= Silent.Length + 1, "each silent provider has a connection", Patience);
        await installation.Pool.WaitForAsync(1, "SELECT count(*) FROM attempt WHERE outcome IS NULL AND outbox_id IN (SELECT id FROM outbox WHERE channel = 'silent-smtp')", Patience);

        for (var n = 1; n <= 3; n++)
        {
            await DropAsync(well, $"well-{n}");
            using var request = WebhookCaller.Signed(new Uri(installation.Url, "hooks/chat"), $"msg-{n}", WebhookCaller.Body($"m-{n}", $"customer-{n}", "My card does not work, I want to complain."));
            using var answer = await installation.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            await installation.Pool.WaitForAsync(2 * n, "SELECT count(*) FROM outbox WHERE state = 'sent'", Patience);
        }

        Assert.Equal(3, callback.Received.Count);
        Assert.Equal(3, Directory.GetFiles(Path.Combine(installation.Folder, "sent"), "*.eml").Length);
        Assert.Empty(await installation.Pool.QueryAsync<string>("SELECT channel FROM channel_state WHERE last_success_at IS NOT NULL AND channel LIKE 'silent-%'"));
        Assert.Equal(0, await worker.StopAsync());
    }

    private static void AddSilent(Installation installation, int port)
    {
        var url = $"http://127.0.0.1:{port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        installation
            .Set("Channels:silent-imap:Connector", "imap")
            .Set("Channels:silent-imap:StartDate", Channels.StartDate)
            .Set("Channels:silent-imap:PollInterval", "1s")
            .Set("Channels:silent-imap:Options:Host", "127.0.0.1")
            .Set("Channels:silent-imap:Options:Port", port)
            .Set("Channels:silent-imap:Options:Security", "None")
            .Set("Channels:silent-imap:Options:User", "support@bank.example")
            .Set("Channels:silent-imap:Options:Password", "p")
            .Set("Channels:silent-smtp:Connector", "smtp")
            .Set("Channels:silent-smtp:Options:Host", "127.0.0.1")
            .Set("Channels:silent-smtp:Options:Port", port)
            .Set("Channels:silent-smtp:Options:Security", "None")
            .Set("Channels:silent-smtp:Options:From", "support@bank.example")
            .Set("Channels:silent-telegram:Connector", "telegram")
            .Set("Channels:silent-telegram:PollInterval", "1s")
            .Set("Channels:silent-telegram:Options:Token", "700000001:AAtests0tests0tests0tests0tests0tests")
            .Set("Channels:silent-telegram:Options:ApiServer", url)
            .WithX("silent-x", url, "2244994945")
            .Set("Channels:silent-servicebus:Connector", "servicebus")
            .Set("Channels:silent-servicebus:PollInterval", "1s")
            .Set("Channels:silent-servicebus:Options:Endpoint", url)
            .Set("Channels:silent-servicebus:Options:Queue", "complaints")
            .Set("Channels:silent-servicebus:Options:KeyName", "listen")
            .Set("Channels:silent-servicebus:Options:Keys:0", "c2FtcGxl");
    }

    private static async Task DropAsync(string maildir, string name)
    {
        await File.WriteAllBytesAsync(Path.Combine(maildir, "tmp", name), SampleMail.Complaint($"{name}@home.example", "support@bank.example", "My card was charged twice."));
        File.Move(Path.Combine(maildir, "tmp", name), Path.Combine(maildir, "new", name));
    }
}
