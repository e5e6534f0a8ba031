using System.Globalization;
using System.Security.Cryptography;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>The process is killed while it keeps attachments: every row that says kept has its whole file, and after the last start nothing is missing.</summary>
public abstract class AttachmentKillTests(Store store)
{
    private const int Mails = 8;
    private const int KilledBySignal = 128 + 9;

    [Theory]
    [InlineData("attachment-renamed")]
    [InlineData("attachment-not-committed")]
    public async Task Kill_WhileKeeping_EveryRowHasItsFileAndNothingIsLost(string step)
    {
        await using var installation = await Installation.CreateAsync(store);
        var maildir = Path.Combine(installation.Folder, "maildir");
        var kept = Path.Combine(installation.Folder, "kept");
        installation.WithMaildir("letters", maildir, "").Set("Attachments:Folder", kept).Set("Attachments:KeepFreeBytes", 0);
        installation.Set("Intake:Lease", "1s").Set("Intake:Tries", 20);
        var contents = Fill(maildir);

        for (var kill = 1; kill <= 3; kill++)
        {
            await using var worker = installation.Launch(string.Create(CultureInfo.InvariantCulture, $"{step}:{kill}"));
            Assert.Equal(KilledBySignal, await worker.WaitForExitAsync(TimeSpan.FromMinutes(2)));
            await installation.PassLeaseTimeAsync();
            await AssertWholeAsync(installation, kept);
            await installation.Pool.ExecuteAsync("UPDATE attachment SET leased_until = NULL");
        }

        await using (var last = await installation.StartAsync())
        {
            await installation.Pool.WaitForAsync(Mails, "SELECT count(*) FROM attachment WHERE state = 'kept'", TimeSpan.FromMinutes(3));
            Assert.Equal(0, await last.StopAsync());
        }

        await AssertWholeAsync(installation, kept);
        Assert.Equal(contents.Order(StringComparer.Ordinal), (await installation.Pool.QueryAsync<string>("SELECT sha256 FROM attachment")).Order(StringComparer.Ordinal));
        Assert.Equal(Mails, await installation.Pool.CountAsync("SELECT count(*) FROM complaint"));
        await AssertSavedOnceAsync(installation);
    }

    /// <summary>An operator's copy is the content under a name of ours, and nothing is ever replaced.</summary>
    private static async Task AssertSavedOnceAsync(Installation installation)
    {
        var (message, number, hash) = (await installation.Pool.QueryAsync<(long, string, string)>(
            "SELECT a.message_id, c.tracking_number, a.sha256 FROM attachment a JOIN ledger l ON l.message_id = a.message_id JOIN complaint c ON c.id = l.complaint_id"))[0];
        var folder = Path.Combine(installation.Folder, "saved");
        foreach (var expected in (int[])[0, 1])
        {
            await using var command = installation.Launch(null, "attachments", number, "--save", folder);
            Assert.Equal(expected, await command.WaitForExitAsync(TimeSpan.FromSeconds(60)));
        }

        var saved = Assert.Single(Directory.GetFiles(folder));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{message}-1-a.bin"), Path.GetFileName(saved));
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(saved))));
    }

    private static List<string> Fill(string maildir)
    {
        foreach (var part in (string[])["new", "cur", "tmp"])
        {
            Directory.CreateDirectory(Path.Combine(maildir, part));
        }

        var hashes = new List<string>();
        for (var i = 0; i < Mails; i++)
        {
            var content = RandomNumberGenerator.GetBytes(50_000);
            hashes.Add(Convert.ToHexStringLower(SHA256.HashData(content)));
            File.WriteAllBytes(Path.Combine(maildir, "new", string.Create(CultureInfo.InvariantCulture, $"{i}.mail")), SampleMail.WithAttachment(i, content));
        }

        return hashes;
    }

    private static async Task AssertWholeAsync(Installation installation, string folder)
    {
        foreach (var hash in await installation.Pool.QueryAsync<string>("SELECT sha256 FROM attachment WHERE state = 'kept'"))
        {
            var content = await File.ReadAllBytesAsync(Path.Combine(folder, hash[..2], hash[2..4], hash));
            Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(content)));
        }
    }
}
