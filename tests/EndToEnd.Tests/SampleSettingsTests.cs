using TestSupport;

namespace EndToEnd.Tests;

/// <summary>The sample settings are settings: nothing in them is unknown, missing or wrong once the secrets lie in their folder.</summary>
public sealed class SampleSettingsTests
{
    [Theory]
    [InlineData("small-office.json", "Channels__support-mail__Options__Password", "Channels__support-answers__Options__Password")]
    [InlineData(
        "several-workers.json",
        "Database__ConnectionString",
        "Channels__support-mail__Options__Password",
        "Channels__support-answers__Options__Password",
        "Channels__chatbot__Options__Secrets__0")]
    public async Task Sample_WithItsSecrets_IsAccepted_AndWithoutTheyAreNamed(string file, params string[] secrets)
    {
        using var folder = new TempFolder();
        var settings = Path.Combine(Repository.Folder, "ops", "settings", file);
        Directory.CreateDirectory(folder["secrets"]);
        foreach (var secret in secrets)
        {
            var value = secret.EndsWith("Secrets__0", StringComparison.Ordinal) ? Channels.SigningKey : "Host=127.0.0.1;Port=1;Username=worker;Timeout=1";
            await File.WriteAllTextAsync(Path.Combine(folder["secrets"], secret), value);
        }

        // the connections are tried, so the settings were right
        Assert.Contains("checking database", await CheckAsync(folder, settings), StringComparison.Ordinal);

        File.Delete(Path.Combine(folder["secrets"], secrets[^1]));
        var complaint = await CheckAsync(folder, settings);
        Assert.DoesNotContain("checking", complaint, StringComparison.Ordinal);
        Assert.Contains(secrets[^1].Replace("__", ":", StringComparison.Ordinal).Replace(":0", "", StringComparison.Ordinal), complaint, StringComparison.Ordinal);
    }

    private static async Task<string> CheckAsync(TempFolder folder, string settings)
    {
        await using var check = WorkerProcess.Start(folder.Path, [], "check", "--settings", settings, "--secrets", folder["secrets"]);
        await check.WaitForExitAsync(TimeSpan.FromSeconds(60));
        return check.Output;
    }
}
