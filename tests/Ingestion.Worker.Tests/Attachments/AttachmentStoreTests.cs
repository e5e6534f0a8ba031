using Ingestion.Worker.Attachments;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Attachments;

public sealed class AttachmentStoreTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Begin_NotFinished_LeavesNothing()
    {
        using (var incoming = Store().Begin(100))
        {
            incoming.Write("half"u8);
        }

        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Clean_RemovesOnlyWhatIsOld()
    {
        var store = Store();
        using var young = store.Begin(100);
        File.WriteAllText(folder["incoming/old"], "x");
        File.SetLastWriteTimeUtc(folder["incoming/old"], TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2));

        Assert.Equal(1, store.Clean());
        Assert.True(File.Exists(young.Path));
        Assert.False(File.Exists(folder["incoming/old"]));
    }

    [Fact]
    public void Remove_FileJustFoundUseful_StaysAndGoesWhenNobodyCanBeUsingIt()
    {
        var file = Keep("content");

        Assert.False(Store().Remove(file.Sha256));
        Assert.False(Store().Remove(file.Sha256, TimeSpan.FromMinutes(15)));
        Assert.True(Store().Has(file.Sha256));
        Assert.True(Store().Remove(file.Sha256, TimeSpan.Zero));
        Assert.False(Store().Has(file.Sha256));
        Assert.False(Store().Remove(file.Sha256, TimeSpan.Zero));
    }

    [Fact]
    public void Keep_FileOfThatNameWithAnotherLength_IsReplaced()
    {
        var first = Keep("content");
        File.WriteAllText(Store().PathOf(first.Sha256), "co");

        Keep("content");

        Assert.Equal("content", File.ReadAllText(Store().PathOf(first.Sha256)));
    }

    [Fact]
    public void Keep_NothingWritten_IsAnEmptyFile() => Assert.Equal(0, new FileInfo(Store().PathOf(Keep("").Sha256)).Length);

    [Fact]
    public void Write_AfterTheEnd_Throws()
    {
        var incoming = Store().Begin(100);
        incoming.Dispose();

        Assert.Throws<ObjectDisposedException>(() => incoming.Write("late"u8));
    }

    private StoredFile Keep(string text)
    {
        using var incoming = Store().Begin(100);
        incoming.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return Store().Keep(incoming);
    }

    private AttachmentStore Store() => new(folder.Path, 0, TimeProvider.System);
}
