using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Email.Pickup;
using Ingestion.Mail.Mime;

namespace Channels.Tests.Email.Pickup;

public sealed class PickupSenderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_Repeated_LeavesOneFileWithTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        await using var sender = Open(folder.Path);
        var message = Message("<ack-1.a@example.az>");

        Assert.Equal(new SendResult(SendOutcome.Sent, "written") { ProviderId = "ack-1.a@example.az.eml" }, await sender.SendAsync(message, Stop));
        var file = Assert.Single(Directory.GetFiles(folder.Path));
        var before = File.ReadAllBytes(file);
        Assert.Equal("already-written", (await sender.SendAsync(message, Stop)).Reason);

        Assert.Equal(before, File.ReadAllBytes(Assert.Single(Directory.GetFiles(folder.Path))));
    }

    [Fact]
    public async Task Send_SameIdAtOnce_LeavesOneFile()
    {
        using var folder = new TemporaryFolder();
        await using var sender = Open(folder.Path);

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => sender.SendAsync(Message("<one@example.az>"), Stop))));

        Assert.All(results, result => Assert.Equal(SendOutcome.Sent, result.Outcome));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Send_AfterAKilledWorker_TakesItsHalfWrittenFilesAway()
    {
        using var folder = new TemporaryFolder();
        var (killed, young) = ($".{Guid.NewGuid():n}.tmp", $".{Guid.NewGuid():n}.tmp");
        string[] others = [".notours.tmp", killed[1..], "a.eml"];
        foreach (var name in (string[])[killed, young, .. others])
        {
            var path = Path.Combine(folder.Path, name);
            await File.WriteAllTextAsync(path, "half", Stop);
            File.SetLastWriteTimeUtc(path, TestSetup.Now.UtcDateTime.AddMinutes(name == young ? -30 : -90));
        }

        await using var sender = Open(folder.Path);
        await sender.SendAsync(Message("<one@example.az>"), Stop);

        Assert.Equal(((string[])[young, .. others, "one@example.az.eml"]).Order(StringComparer.Ordinal), Directory.GetFiles(folder.Path).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("<a/../../b@example.az>")]
    [InlineData("<A@example.az>")]
    [InlineData("<.hidden@example.az>")]
    [InlineData("<a%2Fb@example.az>")]
    public void FileName_OfStrangeIds_StaysInTheFolder(string id)
    {
        var name = PickupFileName.Of(id);

        Assert.Equal(name, Path.GetFileName(name));
        Assert.False(name.StartsWith('.'));
        Assert.EndsWith(".eml", name, StringComparison.Ordinal);
    }

    [Fact]
    public void FileName_OfDifferentIds_Differs()
    {
        string[] ids = ["<a/b@x>", "<a_b@x>", "<A_b@x>", "<a%b@x>", "<" + new string('a', 200) + "1@x>", "<" + new string('a', 200) + "2@x>"];

        Assert.Equal(ids.Length, ids.Select(PickupFileName.Of).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public async Task Send_FolderMissing_LaterAndTheChannelIsAtFault()
    {
        await using var sender = Open(Path.Combine(Path.GetTempPath(), "ingestion-none-" + Guid.NewGuid()));

        var result = await sender.SendAsync(Message("<a@example.az>"), Stop);

        Assert.Equal((SendOutcome.Later, "folder-missing", true), (result.Outcome, result.Reason, result.ChannelFault));
    }

    [Fact]
    public async Task Send_BadId_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await using var sender = Open(folder.Path);

        Assert.Equal(new SendResult(SendOutcome.Refused, "bad-message-id"), await sender.SendAsync(Message("<a b@example.az>"), Stop));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Send_Written_ReadsBackAsAMail()
    {
        using var folder = new TemporaryFolder();
        await using var sender = Open(folder.Path);
        await sender.SendAsync(Message("<a@example.az>"), Stop);

        var mail = MimeMessage.Parse(File.ReadAllBytes(Assert.Single(Directory.GetFiles(folder.Path))));

        Assert.Equal("Örnek Belediyesi", mail.From[0].Name);
        Assert.Equal("ali@example.az", Assert.Single(mail.To).Address);
        Assert.Equal("Şikayətiniz qəbul edildi", mail.Subject);
    }

    [Fact]
    public async Task Test_Folder_IsLookedAt()
    {
        using var folder = new TemporaryFolder();
        Assert.True((await Parts(folder.Path).Test.TestAsync(Stop)).Healthy);
        Assert.False((await Parts(Path.Combine(folder.Path, "none")).Test.TestAsync(Stop)).Healthy);
    }

    private static ChannelParts Parts(string folder) =>
        new PickupConnector().Open(TestSetup.For("mail-out", new PickupOptions { Folder = folder, From = "destek@example.az" }));

    private static IMessageSender Open(string folder) => Parts(folder).Sender!;

    private static OutboundMessage Message(string id) => new()
    {
        StableId = id,
        To = new ContactPoint(ContactPointKind.Email, "ali@example.az"),
        Subject = "Şikayətiniz qəbul edildi",
        Text = "Nömrə: 1234-5678-9012",
        Language = "az",
        CreatedAt = TestSetup.Now,
    };
}
