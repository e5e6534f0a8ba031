using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Attachments;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using Microsoft.Extensions.Logging.Abstractions;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Attachments;

/// <summary>Attachments are fetched after the registration and kept; whatever goes wrong, the message is there and no row names a file that is not.</summary>
public abstract class KeepingContract : CoreTests
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 2, 3];

    private readonly TempFolder folder = new();
    private readonly Dictionary<string, AttachmentDisk> disks = new(StringComparer.Ordinal);
    private readonly FakeAttachments source = new();
    private AttachmentSettings settings = new() { KeepFreeBytes = 0 };

    private protected KeepingContract(StoreKind kind)
        : base(kind)
    {
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Work_Attachment_IsKeptUnderItsContentsName()
    {
        source.Content["k1"] = Photo;
        var message = await TakeAsync(new AttachmentSummary("photo.jpg", "image/pjpeg", 20) { Key = "k1" });
        Assert.Equal((1, "waiting", "photo.jpg", "image/pjpeg", 20L), await SingleAsync<(int, string, string, string, long)>("SELECT number, state, file_name, media_type, declared_size FROM attachment"));

        Assert.True(await WorkAsync());

        var hash = Convert.ToHexStringLower(SHA256.HashData(Photo));
        Assert.Equal(
            (message, "kept", hash, 14L, "image/jpeg"), await SingleAsync<(long, string, string, long, string)>("SELECT message_id, state, sha256, size, sniffed_type FROM attachment WHERE finished_at IS NOT NULL"));
        Assert.Equal(Photo, await File.ReadAllBytesAsync(folder[Path.Combine(hash[..2], hash[2..4], hash)], TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(folder["incoming"]));
        Assert.False(await WorkAsync());
    }

    [Fact]
    public async Task Work_MessagesWithout_MakeNoRows()
    {
        await TakeAsync();

        Assert.Equal(0, await SingleAsync<long>("SELECT count(*) FROM attachment"));
        Assert.False(await WorkAsync());
    }

    [Fact]
    public async Task Work_EqualContent_IsKeptOnce()
    {
        source.Content["k1"] = Photo;
        source.Content["k2"] = Photo;
        await TakeAsync(Some("k1"), Some("k2"));
        await WorkAsync();

        Assert.Equal(2, await SingleAsync<long>("SELECT count(*) FROM attachment WHERE state = 'kept'"));
        Assert.Single(Files());
    }

    [Fact]
    public async Task Work_WithoutKey_IsWithheldAtOnce()
    {
        await TakeAsync(new AttachmentSummary("a", "text/plain", null), Some(new string('x', 4001)));

        Assert.Equal([("withheld", "not-available"), ("withheld", "not-available")], await StatesAsync());
        Assert.False(await WorkAsync());
    }

    [Fact]
    public async Task Work_ProviderDown_IsTriedAgainLater()
    {
        source.OnFetch = (_, _, _) => throw new ChannelFaultException("provider-down", "x") { RetryAfter = TimeSpan.FromMinutes(20) };
        await TakeAsync(Some("k1"));
        await WorkAsync();
        Assert.Equal([("waiting", "provider-down")], await StatesAsync());
        Assert.False(await WorkAsync());

        source.OnFetch = null;
        source.Content["k1"] = Photo;
        await MakeDueAsync();
        await WorkAsync();

        Assert.Equal([("kept", (string?)null)], await StatesAsync());
    }

    [Fact]
    public async Task Work_DownForTooLong_StaysWithheldWithItsReason()
    {
        settings = settings with { GiveUpAfter = TimeSpan.FromMinutes(1) };
        source.OnFetch = (_, _, _) => throw new HttpRequestException("x");
        await TakeAsync(Some("k1"));
        await ExecuteAsync($"UPDATE attachment SET created_at = {Database.NowPlus("-3600")}");
        await WorkAsync();

        Assert.Equal([("withheld", "fetch-failed-HttpRequestException")], await StatesAsync());
    }

    [Fact]
    public async Task Work_Gone_IsBelievedTheThirdTime()
    {
        await TakeAsync(Some("none"));
        for (var i = 0; i < 2; i++)
        {
            await WorkAsync();
            Assert.Equal([("waiting", "gone")], await StatesAsync());
            await MakeDueAsync();
        }

        await WorkAsync();

        Assert.Equal([("withheld", "gone")], await StatesAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Work_MoreThanOneMayHave_IsTooLarge(bool sourceHidesIt)
    {
        settings = settings with { MaxBytes = 10 };
        source.OnFetch = async (_, destination, token) =>
        {
            try
            {
                await destination.WriteAsync(Photo, token);
            }
            catch (IOException) when (sourceHidesIt)
            {
            }

            return AttachmentFetch.Kept;
        };
        await TakeAsync(Some("k1"));
        await WorkAsync();

        Assert.Equal([("withheld", "too-large")], await StatesAsync());
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Work_MoreThanAMessageMayHave_TheRestIsWithheld()
    {
        settings = settings with { MaxBytesPerMessage = 20, MaxPerMessage = 3, Parallel = 1 };
        source.Content["k1"] = Photo;
        source.Content["k2"] = [.. Photo, 1];
        source.Content["k3"] = [1];
        await TakeAsync(Some("k1"), Some("k2"), Some("k3"), Some("k1"));
        await WorkAsync();

        Assert.Equal([("kept", null), ("withheld", "too-large"), ("kept", null), ("withheld", "too-many")], await StatesAsync());
    }

    [Fact]
    public async Task Work_FolderThatCannotBeWritten_WaitsWithoutLosingAnything()
    {
        source.Content["k1"] = Photo;
        var message = await TakeAsync(Some("k1"));
        await File.WriteAllTextAsync(folder["not-a-folder"], "", TestContext.Current.CancellationToken);
        await ExecuteAsync($"UPDATE attachment SET created_at = {Database.NowPlus("-9999999")}");

        await NewKeeper(folder["not-a-folder"]).WorkAsync(TestContext.Current.CancellationToken);

        Assert.Equal([("waiting", "store-unavailable")], await StatesAsync());
        Assert.Equal("complaint", (await Core.LedgerAsync(message)).Outcome);
        Assert.NotNull(DiskOf(folder["not-a-folder"]).Trouble);
        await DiskOf(folder["not-a-folder"]).LookAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(DiskOf(folder["not-a-folder"]).Trouble);
        Assert.False(await WorkAsync());

        File.Delete(folder["not-a-folder"]);
        await DiskOf(folder["not-a-folder"]).LookAsync(TestContext.Current.CancellationToken);
        Assert.Null(DiskOf(folder["not-a-folder"]).Trouble);
        await NewKeeper(folder["not-a-folder"]).WorkAsync(TestContext.Current.CancellationToken);
        Assert.Equal([("kept", (string?)null)], await StatesAsync());
    }

    [Fact]
    public async Task Work_NearlyFullDisk_Waits()
    {
        settings = settings with { KeepFreeBytes = long.MaxValue };
        source.Content["k1"] = Photo;
        await TakeAsync(Some("k1"));
        await WorkAsync();

        Assert.Equal([("waiting", "store-unavailable")], await StatesAsync());
        Assert.Equal("nearly-full", DiskOf(folder.Path).Trouble?.Code);
        Assert.Empty(source.Asked);
    }

    [Fact]
    public async Task Work_SourceThatNeverEnds_IsLeftAfterItsTime()
    {
        settings = settings with { Timeout = TimeSpan.FromSeconds(1) };
        var never = new TaskCompletionSource<AttachmentFetch>();
        source.OnFetch = (_, _, _) => never.Task;
        await TakeAsync(Some("k1"));
        await WorkAsync();

        Assert.Equal([("waiting", "timeout")], await StatesAsync());
        Assert.Empty(Directory.GetFiles(folder["incoming"]));
    }

    [Fact]
    public async Task Work_OneFetchHangs_OthersOfTheChannelAreKept()
    {
        var release = new TaskCompletionSource();
        source.OnFetch = async (key, destination, token) =>
        {
            if (key == "slow")
            {
                await release.Task;
            }

            await destination.WriteAsync(Photo, token);
            return AttachmentFetch.Kept;
        };
        await TakeAsync(Some("slow"), Some("k2"), Some("k3"));

        var working = WorkAsync();
        await Wait.UntilAsync(async () => await SingleAsync<long>("SELECT count(*) FROM attachment WHERE state = 'kept'") == 2, "the others to be kept");
        release.SetResult();
        await working;

        Assert.Equal(3, await SingleAsync<long>("SELECT count(*) FROM attachment WHERE state = 'kept'"));
    }

    [Fact]
    public async Task Work_ManyMessages_AllAreKeptAndEachMessageIsReadOnce()
    {
        var read = new ConcurrentBag<long>();
        for (var message = 0; message < 30; message++)
        {
            var keys = Enumerable.Range(0, 4).Select(part => string.Create(CultureInfo.InvariantCulture, $"{message}-{part}")).ToArray();
            Array.ForEach(keys, key => source.Content[key] = Encoding.ASCII.GetBytes(key));
            await TakeAsync([.. keys.Select(Some)]);
        }

        settings = settings with { Parallel = 1 };
        await NewKeeper(folder.Path, read.Add).WorkAsync(CancellationToken.None);

        Assert.Equal(120, await SingleAsync<long>("SELECT count(*) FROM attachment WHERE state = 'kept' AND tries = 1 AND leased_until IS NULL"));
        Assert.Equal(120, Files().Count());
        Assert.Equal(30, read.Count);
    }

    [Fact]
    public async Task Work_StoreFailsWhenEndsAreRecorded_TheyAreRecordedLater()
    {
        var first = true;
        source.OnFetch = async (key, destination, token) =>
        {
            if (first)
            {
                first = false;
                await ExecuteAsync("ALTER TABLE attachment RENAME COLUMN sha256 TO away");
            }
            else
            {
                await Task.Delay(1000, token);
                await ExecuteAsync("ALTER TABLE attachment RENAME COLUMN away TO sha256");
            }

            await destination.WriteAsync(Encoding.ASCII.GetBytes(key), token);
            return AttachmentFetch.Kept;
        };
        settings = settings with { Parallel = 1 };
        await TakeAsync(Some("k1"), Some("k2"));

        await WorkAsync();

        Assert.Equal(2, await SingleAsync<long>("SELECT count(*) FROM attachment WHERE state = 'kept'"));
    }

    [Fact]
    public async Task Work_FetchesThatTakeLong_OthersAreGivenBackInTime()
    {
        var time = new ManualTime();
        source.OnFetch = async (key, destination, token) =>
        {
            time.Advance(TimeSpan.FromMinutes(2));
            await destination.WriteAsync(Encoding.ASCII.GetBytes(key), token);
            return AttachmentFetch.Kept;
        };
        settings = settings with { Parallel = 1 };
        await TakeAsync(Some("k1"), Some("k2"), Some("k3"));

        await NewKeeper(folder.Path, time: time).WorkAsync(CancellationToken.None);

        Assert.Equal((3, 3), await SingleAsync<(int, int)>("SELECT CAST(count(*) AS integer), CAST(sum(tries) AS integer) FROM attachment WHERE state = 'kept'"));
        Assert.Equal(3, await SingleAsync<int>("SELECT CAST(count(DISTINCT fence) AS integer) FROM attachment"));
    }

    [Fact]
    public async Task Work_LeaseLostMeanwhile_WritesNothing()
    {
        source.OnFetch = async (_, destination, token) =>
        {
            await ExecuteAsync("UPDATE attachment SET fence = fence + 1000000");
            await destination.WriteAsync(Photo, token);
            return AttachmentFetch.Kept;
        };
        await TakeAsync(Some("k1"));
        await WorkAsync();

        Assert.Equal([("waiting", (string?)null)], await StatesAsync());
    }

    [Fact]
    public async Task Work_Stopped_GivesBackUntriedWhatItFetchedAndWhatItHadNotBegun()
    {
        using var stop = new CancellationTokenSource();
        source.OnFetch = async (_, _, token) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return AttachmentFetch.Kept;
        };
        await TakeAsync(Some("k1"), Some("k2"), Some("k3"), Some("k4"), Some("k5"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NewKeeper(folder.Path).WorkAsync(stop.Token));

        Assert.Equal(5, await SingleAsync<long>("SELECT count(*) FROM attachment WHERE state = 'waiting' AND tries = 0 AND leased_until IS NULL"));
    }

    [Fact]
    public async Task Work_OtherChannels_AreLeftAlone()
    {
        await Core.TakeAsync(Tests.Core.Some.Mail() with { Attachments = [Some("k1")] }, "mail2");

        Assert.False(await WorkAsync());
    }

    [Fact]
    public async Task Clean_FilesThatNobodyRefersTo_GoAfterADay()
    {
        source.Content["k1"] = Photo;
        source.Content["k2"] = [1, 2, 3];
        await TakeAsync(Some("k1"), Some("k2"));
        await WorkAsync();
        await ExecuteAsync("UPDATE attachment SET sha256 = NULL, state = 'withheld' WHERE number = 1");
        var time = new ManualTime();
        time.Advance(TimeProvider.System.GetUtcNow() - time.GetUtcNow());
        var cleaning = new AttachmentCleaning(
            new AttachmentStore(folder.Path, 0, time), new AttachmentQueue(Database, Core.Fences, settings), time, NullLogger<AttachmentCleaning>.Instance);

        Assert.Equal(0, await cleaning.CleanAsync(TestContext.Current.CancellationToken));
        time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await cleaning.CleanAsync(TestContext.Current.CancellationToken));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([1, 2, 3])), Path.GetFileName(Assert.Single(Files())));
    }

    [Fact]
    public async Task Erase_Message_TakesNameContentAndFetching()
    {
        source.Content["k1"] = Photo;
        var message = await TakeAsync(Some("k1"), Some("none"));
        await WorkAsync();

        await Database.WriteAsync(session => ErasedAttachments.EraseAsync(session, [message]), CancellationToken.None);

        Assert.Equal([("withheld", "erased"), ("withheld", "erased")], await StatesAsync());
        Assert.Equal(2, await SingleAsync<long>("SELECT count(*) FROM attachment WHERE file_name IS NULL AND source_key IS NULL AND sha256 IS NULL"));
        Assert.False(await WorkAsync());
    }

    private AttachmentDisk DiskOf(string at) => disks.TryGetValue(at, out var known) ? known : disks[at] = new AttachmentDisk(
        new AttachmentStore(at, settings.KeepFreeBytes, TimeProvider.System),
        new AttachmentQueue(Database, Core.Fences, settings).StoreRecoveredAsync,
        TimeProvider.System,
        NullLogger<AttachmentDisk>.Instance);

    private static AttachmentSummary Some(string key) => new("file", "application/octet-stream", null) { Key = key };

    private IEnumerable<string> Files() => Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories);

    private async Task<long> TakeAsync(params AttachmentSummary[] attachments) =>
        (await Core.TakeAsync(Tests.Core.Some.Mail() with { Attachments = attachments })).MessageId;

    private Task<bool> WorkAsync() => NewKeeper(folder.Path).WorkAsync(CancellationToken.None);

    private Task MakeDueAsync() => ExecuteAsync($"UPDATE attachment SET not_before = {Database.Now}");

    private Task<List<(string State, string? Reason)>> StatesAsync() => QueryAsync<(string, string?)>("SELECT state, reason FROM attachment ORDER BY message_id, number");

    private AttachmentKeeper NewKeeper(string at, Action<long>? onRead = null, TimeProvider? time = null) => new(
        "mail",
        source,
        new AttachmentQueue(Database, Core.Fences, settings),
        new AttachmentStore(at, settings.KeepFreeBytes, TimeProvider.System),
        DiskOf(at),
        async (id, token) =>
        {
            onRead?.Invoke(id);
            return await new InboxQueue(Database, Core.Fences, TimeSpan.FromMinutes(1), 3).LoadAsync([id], token) is [var message] ? message : null;
        },
        new WakeSignal(),
        settings,
        time ?? TimeProvider.System,
        NullLogger<AttachmentKeeper>.Instance);
}
