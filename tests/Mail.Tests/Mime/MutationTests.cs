using Mail.Tests.Mime.Fuzz;
using Xunit;

namespace Mail.Tests.Mime;

/// <summary>
/// Damaged samples: whatever comes out, the reader returns, and what it returns can be stored. The seed is fixed, so that a build fails for
/// what was changed; <c>bench/fuzz.sh</c> looks further.
/// </summary>
public sealed class MutationTests
{
    private const int Cases = 15_000;
    private const int Seed = 20261122;
    private const long MostAllocated = 64L * 1024 * 1024;

    [Fact]
    public void Parse_DamagedSamples_AlwaysReturns()
    {
        var samples = Directory.GetFiles(SampleTests.Folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();
        var mutation = new MailMutation(samples, Seed);
        using var cpu = new ThreadCpu();
        for (var number = 0; number < Cases; number++)
        {
            var raw = mutation.Make(number);
            var memory = GC.GetAllocatedBytesForCurrentThread();
            var begun = cpu.Now();
            try
            {
                MailVisit.Show(MailVisit.Visit(raw));
            }
            catch (Exception fault)
            {
                Assert.Fail($"case {number}: {fault}\n{Convert.ToBase64String(raw)}");
            }

            Assert.True(cpu.Now() - begun < TimeSpan.FromSeconds(8), $"case {number} took {cpu.Now() - begun} of CPU time");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - memory < MostAllocated, $"case {number} allocated {GC.GetAllocatedBytesForCurrentThread() - memory}");
        }
    }

    [Fact]
    public void Make_SameSeedAndNumber_GivesTheSameMail()
    {
        byte[][] samples = ["From: a@b\r\nSubject: s\r\n\r\nx"u8.ToArray()];
        Assert.Equal(new MailMutation(samples, 5).Make(7), new MailMutation(samples, 5).Make(7));
    }
}
