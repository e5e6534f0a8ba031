using Ingestion.Mail.Imap;
using Ingestion.Mail.Transport;
using TestSupport;
using Xunit;

namespace Mail.Tests.Imap;

/// <summary>Connections that come to nothing before a server has spoken.</summary>
public sealed class ImapConnectTests
{
    [Fact]
    public async Task Connect_CaFileMissing_Named()
    {
        await using var server = new ScriptedServer(session => session.StallAsync());

        Assert.Equal(MailFault.CaFile, (await RefusalAsync(new() { Host = "127.0.0.1", Port = server.Port, CaFile = "/nowhere/ca.pem" })).Code);
    }

    [Fact]
    public async Task Connect_NothingListens_Unreachable() =>
        Assert.Equal(MailFault.Unreachable, (await RefusalAsync(new() { Host = "127.0.0.1", Port = LoopbackPort.Free() })).Code);

    private static Task<MailException> RefusalAsync(MailEndpoint endpoint) =>
        Assert.ThrowsAsync<MailException>(() => ImapClient.ConnectAsync(endpoint, new("a", "b"), null, TestContext.Current.CancellationToken));
}
