using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Email.Maildir;

namespace Channels.Tests.Email.Maildir;

public sealed class MaildirSourceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_ThousandsOfMails_EachOnceAndNothingAfterARestart()
    {
        await using var rig = new MaildirRig();
        for (var i = 0; i < 6_000; i++)
        {
            File.WriteAllText(Path.Combine(rig.Path, i % 3 == 0 ? "new" : "cur", $"{1_700_000_000 + (i / 7)}.M{i}P1.host{(i % 3 == 0 ? "" : ":2,S")}"), "Subject: x\n\ny\n");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var cursor = await DrainAsync(rig, null, seen, restartEvery: 16);

        Assert.Equal(6_000, seen.Count);
        Assert.InRange(cursor.Length, 1, 4_000);
        await using var restarted = rig.Open();
        Assert.Empty((await restarted.FetchAsync(cursor, 500, Stop)).Messages);
    }

    [Fact]
    public async Task Fetch_LateMailWithAnOldName_IsOfferedAndLittleElse()
    {
        await using var rig = new MaildirRig();
        for (var i = 0; i < 2_000; i++)
        {
            rig.Deliver("m", seconds: 1_700_000_000 + i);
        }

        var cursor = await DrainAsync(rig, null, new HashSet<string>(StringComparer.Ordinal));
        await using var running = rig.Open();
        await running.FetchAsync(cursor, 500, Stop);
        var late = rig.Deliver("late", seconds: 1_700_000_100);
        File.SetLastWriteTimeUtc(Path.Combine(rig.Path, "new", late), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        var page = await running.FetchAsync(cursor, 500, Stop);
        Assert.Equal(late, Assert.Single(page.Messages).ExternalId);
        Assert.Equal(2001, page.Messages[0].ArrivedAt?.Year);

        // a worker that was down meanwhile reads the stretch of that name again, and no other
        var again = new HashSet<string>(StringComparer.Ordinal);
        await DrainAsync(rig, cursor, again);
        Assert.Contains(late, again);
        Assert.InRange(again.Count, 1, 300);
    }

    /// <summary>Whoever holds the channel's lease looks after it while a slow folder is read.</summary>
    [Fact]
    public async Task Fetch_FileThatDoesNotAnswer_HoldsUpNobodyElse()
    {
        await using var rig = new MaildirRig();
        rig.Deliver("first");
        var pipe = Path.Combine(rig.Path, "new", "1795000001.M9P1.host");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync(Stop);
        }

        await using var source = rig.Open();
        var fetching = source.FetchAsync(null, 500, Stop);
        Assert.False(fetching.IsCompleted);
        using var writer = System.Diagnostics.Process.Start("sh", ["-c", $": > '{pipe}'"]);

        // what is no file is told as what cannot be read, and the mail beside it is had
        var page = await fetching;
        Assert.Single(page.Messages);
        Assert.Equal("unreadable", Assert.Single(page.Holes).Reason);
    }

    [Fact]
    public async Task Fetch_FlagsChangedAndMoved_NotOfferedAgain()
    {
        await using var rig = new MaildirRig();
        var first = rig.Deliver("a");
        var second = rig.Deliver("b");
        await using var source = rig.Open();
        var page = await source.FetchAsync(null, 10, Stop);
        File.Move(Path.Combine(rig.Path, "new", first), Path.Combine(rig.Path, "cur", first + ":2,S"));
        File.Move(Path.Combine(rig.Path, "new", second), Path.Combine(rig.Path, "cur", second + ":2,FRS"));

        Assert.Empty((await source.FetchAsync(page.Cursor, 10, Stop)).Messages);
        await using var restarted = rig.Open();
        Assert.Empty((await restarted.FetchAsync(page.Cursor, 10, Stop)).Messages);
        Assert.Equal(2, (await restarted.FetchAgainAsync([first, second], Stop)).Messages.Count);
    }

    [Theory]
    [InlineData(";2,S")]
    [InlineData("!2,FRS")]
    [InlineData(";2,")]
    public async Task Fetch_FlaggedAsOnWindows_NotOfferedAgain(string ending)
    {
        await using var rig = new MaildirRig();
        var name = rig.Deliver("a");
        await using var source = rig.Open();
        var page = await source.FetchAsync(null, 10, Stop);
        File.Move(Path.Combine(rig.Path, "new", name), Path.Combine(rig.Path, "cur", name + ending));

        Assert.Empty((await source.FetchAsync(page.Cursor, 10, Stop)).Messages);
        Assert.Single((await source.FetchAgainAsync([name], Stop)).Messages);
    }

    [Theory]
    [InlineData("1764000000.M1P1.host;2")]
    [InlineData("1764000000.M1P1.host;2,4")]
    [InlineData("1764000000.M1P1.host,S=12,")]
    public async Task Fetch_NameThatOnlyLooksFlagged_IsWhole(string name)
    {
        await using var rig = new MaildirRig();
        File.WriteAllText(Path.Combine(rig.Path, "new", name), "Subject: x\n\ny\n");
        await using var source = rig.Open();

        Assert.Equal(name, Assert.Single((await source.FetchAsync(null, 10, Stop)).Messages).ExternalId);
    }

    [Fact]
    public async Task Fetch_PageNotCommitted_IsOfferedAgain()
    {
        await using var rig = new MaildirRig();
        rig.Deliver("a");
        rig.Deliver("b");
        await using var source = rig.Open();
        var first = await source.FetchAsync(null, 1, Stop);
        var repeated = await source.FetchAsync(null, 1, Stop);

        Assert.Equal(first.Messages[0].ExternalId, repeated.Messages[0].ExternalId);
    }

    [Fact]
    public async Task Fetch_BrokenOffInTheMiddle_LosesNothing()
    {
        await using var rig = new MaildirRig();
        rig.Deliver("a");
        rig.Deliver("b");
        await using var source = rig.Open();
        var first = await source.FetchAsync(null, 1, Stop);
        Directory.Move(Path.Combine(rig.Path, "cur"), Path.Combine(rig.Path, "away"));
        rig.Deliver("c");
        await Assert.ThrowsAsync<ChannelFaultException>(() => source.FetchAsync(first.Cursor, 10, Stop));
        Directory.Move(Path.Combine(rig.Path, "away"), Path.Combine(rig.Path, "cur"));

        Assert.Equal(2, (await source.FetchAsync(first.Cursor, 10, Stop)).Messages.Count);
    }

    [Fact]
    public async Task Fetch_FileThatIsADeadLink_IsAHoleAndOthersFlow()
    {
        await using var rig = new MaildirRig();
        rig.Deliver("a");
        const string dead = "1795000000.M9P1.dead";
        File.CreateSymbolicLink(Path.Combine(rig.Path, "new", dead), Path.Combine(rig.Path, "nowhere"));
        await using var source = rig.Open();

        var page = await source.FetchAsync(null, 10, Stop);

        Assert.Single(page.Messages);
        Assert.Equal(dead, Assert.Single(page.Holes).ExternalId);
        Assert.Single((await source.FetchAgainAsync([dead], Stop)).Holes);
        File.Delete(Path.Combine(rig.Path, "new", dead));
        Assert.Equal([dead], (await source.FetchAgainAsync([dead], Stop)).Gone);
    }

    [Fact]
    public async Task Fetch_Oversize_OffersTheHeadersOnly()
    {
        await using var rig = new MaildirRig();
        await rig.AddOversizeAsync("giant");
        await using var source = rig.Open();

        var message = Assert.Single((await source.FetchAsync(null, 10, Stop)).Messages);
        var read = new Ingestion.Channels.Email.MailReader([]).Read(new AcceptedMessage
        {
            Id = 1, Channel = "c", ExternalId = message.ExternalId, Raw = message.Raw, AcceptedAt = TestSetup.Now, Context = message.Context,
        });

        Assert.StartsWith("oversize=8", message.Context, StringComparison.Ordinal);
        Assert.Equal(["oversize"], read.Notes);
        Assert.Equal("giant", read.Subject);
        Assert.Equal("", read.Text);
    }

    [Fact]
    public async Task Settle_MoveToCur_MovesOnlyWhatWasAccepted()
    {
        await using var rig = new MaildirRig(moveToCur: true);
        var first = rig.Deliver("a");
        var second = rig.Deliver("b");
        await using var source = rig.Open();

        Assert.True(source.Settles);
        Assert.Equal([first], await source.SettleAsync([first], Stop));

        Assert.True(File.Exists(Path.Combine(rig.Path, "cur", first + ":2,")));
        Assert.True(File.Exists(Path.Combine(rig.Path, "new", second)));
    }

    [Fact]
    public async Task Fetch_Subfolder_IsReadInsteadOfTheInbox()
    {
        await using var rig = new MaildirRig();
        rig.Deliver("inbox");
        Directory.CreateDirectory(Path.Combine(rig.Path, ".Support.Open", "new"));
        Directory.CreateDirectory(Path.Combine(rig.Path, ".Support.Open", "cur"));
        File.WriteAllText(Path.Combine(rig.Path, ".Support.Open", "new", "1.M1P1.h"), "Subject: sub\n\n");
        await using var source = new MaildirConnector().Open(TestSetup.For("c", rig.Options with { Folder = "Support.Open" })).Source!;

        Assert.Equal("1.M1P1.h", Assert.Single((await source.FetchAsync(null, 10, Stop)).Messages).ExternalId);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("m1;zz;1,2")]
    [InlineData("m1;ff,1,abc;0,1,abc!")]
    [InlineData("m1!zzzzzzzzzzzzzzzz")]
    public async Task Fetch_UnknownCursor_BeginsAtTheBeginning(string cursor)
    {
        await using var rig = new MaildirRig();
        rig.Deliver("a");
        await using var source = rig.Open();

        Assert.Single((await source.FetchAsync(cursor, 10, Stop)).Messages);
    }

    [Fact]
    public async Task Test_MissingFolder_SaysSo()
    {
        await using var rig = new MaildirRig();
        var setup = TestSetup.For("c", rig.Options);
        Assert.True((await new MaildirConnector().Open(setup).Test.TestAsync(Stop)).Healthy);

        var missing = await new MaildirConnector().Open(TestSetup.For("c", rig.Options with { Folder = "None" })).Test.TestAsync(Stop);
        Assert.Equal($"there is no Maildir folder at {Path.Combine(rig.Path, ".None")}", missing.Summary);

        Assert.False(missing.Healthy);
        Assert.Contains("None", missing.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_WrongOptions_NamesEachKey() =>
        Assert.Equal(
            ["Folder", "OwnAddresses:1"],
            new MaildirConnector().Validate((object)new MaildirOptions { Path = "x", Folder = "../etc", OwnAddresses = ["a@example.org", "nobody"] }).Select(fault => fault.Key));

    private static async Task<string> DrainAsync(MaildirRig rig, string? cursor, HashSet<string> seen, int restartEvery = int.MaxValue)
    {
        var source = rig.Open();
        for (var turn = 1; ; turn++)
        {
            var page = await source.FetchAsync(cursor, 150, Stop);
            seen.UnionWith(page.Messages.Select(message => message.ExternalId));
            cursor = page.Cursor;
            if (!page.More)
            {
                await source.DisposeAsync();
                return cursor;
            }

            if (turn % restartEvery == 0)
            {
                await source.DisposeAsync();
                source = rig.Open();
            }
        }
    }
}
