using TestSupport;
using Xunit;

namespace Mail.Tests.Mime.Readers;

/// <summary>A second and a third opinion: Python's email and mailparser read the same mails.</summary>
public sealed class OtherReadersTests
{
    [Fact]
    public async Task Samples_ReadByThree_DisagreeOnlyWhereThePageSaysWhy()
    {
        var (exitCode, output) = await OtherReaders.CompareAsync(SampleTests.Folder, OtherReaders.Table);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task GeneratedMails_ReadByThree_AreReadAlike()
    {
        using var folder = new TempFolder();
        await OtherReaders.GenerateAsync(folder.Path, 240);

        var (exitCode, output) = await OtherReaders.CompareAsync(folder.Path, table: null);

        Assert.True(exitCode == 0, output);
    }
}
