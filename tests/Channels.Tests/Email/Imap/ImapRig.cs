using System.Globalization;
using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Email.Imap;
using Ingestion.Mail.Transport;
using TestSupport;

namespace Channels.Tests.Email.Imap;

/// <summary>A fresh mailbox on Dovecot behind a proxy that can break things.</summary>
internal sealed class ImapRig : FaultySourceRig
{
    private readonly MailServer server = MailServer.Running;
    private readonly TcpProxy proxy;
    private string password;

    public ImapRig()
    {
        proxy = new(server.Host, server.ImapPort);
        password = server.Password;
        Address = server.NewAddress("source");
        Options = new() { Host = "127.0.0.1", Port = proxy.Port, Security = MailSecurity.None, User = Address, MaxMessageBytes = 100_000, TimeoutSeconds = 20 };
    }

    public string Address { get; }

    public ImapOptions Options { get; set; }

    public TcpProxy Proxy => proxy;

    public MailServer Server => server;

    public MailboxFiles Mailbox => server.Mailbox(Address);

    public override string Secret => server.Password + "-wrong";

    public override IMessageSource Open() => Open(null);

    public IMessageSource Open(DateTimeOffset? startDate) =>
        new ImapConnector().Open(TestSetup.For("support-mail", Options with { Password = password }) with { StartDate = startDate }).Source!;

    public override Task AddAsync(string marker) => server.DeliverAsync(Mail(marker, "Kartım işləmir.\r\n"), Address);

    public override Task AddOversizeAsync(string marker) =>
        server.DeliverAsync(Mail(marker, string.Concat(Enumerable.Repeat(new string('x', 70) + "\r\n", 3000))), Address);

    public override Task RemoveAsync(string marker)
    {
        Mailbox.Expunge(mail => Holds(mail, marker));
        return Task.CompletedTask;
    }

    public override Task MakeUnreadableAsync(string marker)
    {
        Assert.Equal(1, Mailbox.MakeUnreadable(mail => Holds(mail, marker)));
        return Task.CompletedTask;
    }

    public override Task CutShortAsync(string marker)
    {
        proxy.CutAtMarker(Encoding.ASCII.GetBytes(marker));
        return Task.CompletedTask;
    }

    public override Task RefuseLoginAsync()
    {
        password = Secret;
        return Task.CompletedTask;
    }

    public override Task GoDownAsync()
    {
        proxy.GoDown();
        return Task.CompletedTask;
    }

    public override Task HealAsync()
    {
        password = server.Password;
        proxy.Heal();
        Mailbox.MakeReadable();
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync() => await proxy.DisposeAsync();

    public static byte[] Mail(string marker, string body) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"From: Ali <ali@kunde.example>\r\nTo: support@test.example\r\nSubject: {marker}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}"));

    private static bool Holds(byte[] mail, string marker) => mail.AsSpan().IndexOf(Encoding.ASCII.GetBytes("Subject: " + marker)) >= 0;
}
