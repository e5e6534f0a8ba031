using TestSupport;

namespace EndToEnd.Tests;

/// <summary>A runtime without Unicode data is told at once, before anything is opened; only help needs none. So is one without time zones. What is said is UTF-8 everywhere.</summary>
public sealed class UnicodeTests
{
    private static readonly Dictionary<string, string> Invariant = new() { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" };

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("demo", "--exit")]
    [InlineData("classify", "kartım çalışmıyor")]
    public async Task Command_InvariantMode_SaysWhatIsMissing(params string[] arguments)
    {
        using var folder = new TempFolder();
        await using var worker = WorkerProcess.Start(folder.Path, Invariant, arguments);

        Assert.Equal(3, await worker.WaitForExitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains("remove DOTNET_SYSTEM_GLOBALIZATION_INVARIANT from the environment", Assert.Single(worker.Output.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    public async Task Help_InvariantMode_IsTold(string argument)
    {
        using var folder = new TempFolder();
        await using var worker = WorkerProcess.Start(folder.Path, Invariant, argument);

        Assert.Equal(0, await worker.WaitForExitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Command_OnAConsoleOfOneCodePage_WritesUtf8()
    {
        using var folder = new TempFolder();
        await using var worker = WorkerProcess.Start(folder.Path, new Dictionary<string, string> { ["LC_ALL"] = "en_US.ISO-8859-1" }, "classify", "کارت من کار نمی\u200cکند، شکایت دارم");

        Assert.Equal(0, await worker.WaitForExitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains("شکایت", worker.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("??", worker.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NoTimeZones_SaysWhatIsMissing()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["appsettings.json"], """{ "Organisation": { "TimeZone": "Asia/Baku" }, "Channels": { "site": { "Connector": "form" } } }""");
        await using var worker = WorkerProcess.Start(folder.Path, new Dictionary<string, string> { ["TZDIR"] = folder["none"] }, "check");

        Assert.Equal(3, await worker.WaitForExitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains("Organisation:TimeZone: is not known on this machine, which has no time zones: install them (Debian: tzdata)", worker.Output, StringComparison.Ordinal);
    }
}
