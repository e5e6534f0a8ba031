using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>
/// The disk of the attachments does not take files, for real: messages are registered all the same, <c>/health</c> says so, no row names a file that is not
/// there, and everything comes right by itself once the disk does.
/// </summary>
public sealed class AttachmentDiskTests
{
    [Theory]
    [InlineData("full")]
    [InlineData("inodes")]
    [InlineData("read-only")]
    public async Task Disk_DoesNotTakeFiles_MessagesAreRegisteredAndAttachmentsFollow(string fault)
    {
        using var disk = new SmallDisk(bytes: 1024 * 1024, inodes: 64);
        await using var installation = await NewAsync(disk["kept"]);
        await using var worker = await installation.StartAsync();
        await TakesMailAsync(installation, 1);

        switch (fault)
        {
            case "full":
                var ballast = disk.Fill();
                await IsRegisteredWithoutAsync(installation, "full");
                File.Delete(ballast);
                break;
            case "inodes":
                var crowd = disk.TakeInodes();
                await IsRegisteredWithoutAsync(installation, "full");
                Directory.Delete(crowd, recursive: true);
                break;
            default:
                disk.MakeReadOnly();
                await IsRegisteredWithoutAsync(installation, "read-only");
                disk.MakeWritable();
                break;
        }

        await ComesRightAsync(installation, worker, disk["kept"]);
    }

    /// <summary>With PostgreSQL the worker itself flushes nothing but files and folders of attachments.</summary>
    [Fact]
    public async Task Fsync_Fails_NothingCountsAsKept_AndIsWrittenAnewOnceItDoesNot()
    {
        using var folder = new TempFolder();
        await using var installation = await NewAsync(folder["kept"], Store.Postgres);
        await using var worker = await installation.StartAsync();
        await TakesMailAsync(installation, 1);

        await using (var failing = await InjectedFault.StartAsync(worker.Id, "fsync", "EIO"))
        {
            await IsRegisteredWithoutAsync(installation, "io-error");
            Assert.True(failing.Count >= 2);
        }

        await ComesRightAsync(installation, worker, folder["kept"]);
    }

    private static async Task<Installation> NewAsync(string kept, Store store = Store.Sqlite)
    {
        var installation = await Installation.CreateAsync(store);
        foreach (var part in (string[])["new", "cur", "tmp"])
        {
            Directory.CreateDirectory(Path.Combine(Maildir(installation), part));
        }

        return installation.WithMaildir("letters", Maildir(installation), "").Set("Attachments:Folder", kept).Set("Attachments:KeepFreeBytes", 0);
    }

    private static string Maildir(Installation installation) => Path.Combine(installation.Folder, "maildir");

    private static async Task TakesMailAsync(Installation installation, int number)
    {
        Drop(installation, number);
        await installation.Pool.WaitForAsync(number, "SELECT count(*) FROM attachment WHERE state = 'kept'");
        Assert.Empty(await PartsAsync(installation));
    }

    private static async Task IsRegisteredWithoutAsync(Installation installation, string code)
    {
        Drop(installation, 2);
        Drop(installation, 3);
        await installation.Pool.WaitForAsync(2, "SELECT count(*) FROM attachment WHERE state = 'waiting' AND reason = 'store-unavailable'");
        Assert.Equal(3, await installation.Pool.CountAsync("SELECT count(*) FROM complaint"));
        Assert.Equal(1, await installation.Pool.CountAsync("SELECT count(*) FROM attachment WHERE state = 'kept'"));

        var part = Assert.Single(await PartsAsync(installation));
        Assert.Equal(("attachments", code), (part!["part"]!.GetValue<string>(), part["code"]!.GetValue<string>()));
        await using var channels = installation.Launch(null, "channels", "letters");
        Assert.Equal(0, await channels.WaitForExitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains("2 attachments wait: their folder could not be written", channels.Output, StringComparison.Ordinal);
    }

    private static async Task ComesRightAsync(Installation installation, WorkerProcess worker, string kept)
    {
        await installation.Pool.WaitForAsync(3, "SELECT count(*) FROM attachment WHERE state = 'kept'");
        await Wait.UntilAsync(async () => (await PartsAsync(installation)).Count == 0, "the page says that all is well");
        Assert.Equal(0, await worker.StopAsync());

        var named = await installation.Pool.QueryAsync<string>("SELECT sha256 FROM attachment");
        Assert.Equal(3, named.Distinct(StringComparer.Ordinal).Count());
        foreach (var hash in named)
        {
            Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(kept, hash[..2], hash[2..4], hash)))));
        }

        Assert.Empty(Directory.GetFiles(Path.Combine(kept, "incoming")));
    }

    /// <summary>What the page tells of parts that do not do their work.</summary>
    private static async Task<JsonArray> PartsAsync(Installation installation) =>
        JsonNode.Parse(await installation.Http.GetStringAsync(new Uri("health", UriKind.Relative)))!["parts"]!.AsArray();

    private static void Drop(Installation installation, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{number}.mail");
        var content = Convert.ToBase64String(RandomNumberGenerator.GetBytes(50_000), Base64FormattingOptions.InsertLineBreaks);
        File.WriteAllText(
            Path.Combine(Maildir(installation), "tmp", name),
            string.Create(
                CultureInfo.InvariantCulture,
                $"From: c{number}@kunde.example\r\nTo: support@bank.example\r\nSubject: card {number}\r\nMessage-ID: <{number}@kunde.example>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nMy card {number} does not work, I want to complain.\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n{content}\r\n--b--\r\n"),
            Encoding.ASCII);
        File.Move(Path.Combine(Maildir(installation), "tmp", name), Path.Combine(Maildir(installation), "new", name));
    }
}
