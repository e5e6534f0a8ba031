using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Email.Smtp;
using Ingestion.Mail.Transport;
using TestSupport;

namespace Channels.Tests.Email.Smtp;

/// <summary>A submission server with moods.</summary>
internal sealed class SmtpRig : RemoteSenderRig
{
    private readonly List<string> arrived = [];
    private readonly ScriptedServer server;
    private readonly TcpProxy proxy;
    private volatile ProviderMood mood;

    public SmtpRig()
    {
        server = new(RunAsync);
        proxy = new("127.0.0.1", server.Port);
    }

    public override TimeSpan? BusyFor => TimeSpan.FromMinutes(5);

    public override string Secret => "S3cret-pass";

    public override ContactPoint Reachable { get; } = new(ContactPointKind.Email, "ali@kunde.example");

    public override IReadOnlyList<ContactPoint> Unreachable { get; } =
    [
        new(ContactPointKind.Phone, "+994501234567"),
        new(ContactPointKind.Handle, "x:1"),
        new(ContactPointKind.Email, "no address"),
        new(ContactPointKind.Email, "a@b.example>\r\nRCPT TO:<c@d.example"),
        new(ContactPointKind.Email, "a@b.example, c@d.example"),
    ];

    public override string StableId(string word) => $"<ack-{word}@worker.example>";

    public override string Mark(string stableId) => "Message-ID: " + stableId;

    public override IMessageSender Open() => new SmtpConnector().Open(TestSetup.For("support-answers", new SmtpOptions
    {
        Host = "127.0.0.1",
        Port = proxy.Port,
        Security = MailSecurity.None,
        User = "support@test.example",
        Password = Secret,
        From = "support@test.example",
        TimeoutSeconds = 20,
    })).Sender!;

    public override Task BeAsync(ProviderMood newMood)
    {
        mood = newMood;
        if (newMood == ProviderMood.Down)
        {
            proxy.GoDown();
        }
        else
        {
            proxy.Heal();
        }

        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<string>> ArrivedAsync()
    {
        lock (arrived)
        {
            return Task.FromResult<IReadOnlyList<string>>([.. arrived]);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        await server.DisposeAsync();
    }

    private async Task RunAsync(ScriptedSession session)
    {
        await session.SayAsync("220 script ESMTP\r\n");
        while (true)
        {
            var line = await session.HearAsync();
            switch (line.Split(' ', ':')[0])
            {
                case "EHLO":
                    await session.SayAsync("250-script\r\n250-PIPELINING\r\n250 AUTH PLAIN\r\n");
                    break;
                case "AUTH":
                    await session.SayAsync(mood == ProviderMood.RefusesLogin ? $"535 5.7.8 {ProviderText} {Secret}\r\n" : "235 2.7.0 in\r\n");
                    break;
                case "RCPT" when mood == ProviderMood.RefusesRecipient:
                    await session.SayAsync($"550 5.1.1 {ProviderText}\r\n");
                    break;
                case "RCPT" when mood == ProviderMood.Busy:
                    await session.SayAsync($"451 4.7.1 {ProviderText}\r\n");
                    break;
                case "DATA":
                    await session.SayAsync("354 go\r\n");
                    await TakeAsync(session);
                    if (mood == ProviderMood.LosesReply)
                    {
                        return;
                    }

                    await (mood == ProviderMood.NeverReplies ? session.StallAsync() : session.SayAsync("250 2.0.0 queued as X1\r\n"));
                    break;
                case "QUIT":
                    await session.SayAsync("221 bye\r\n");
                    return;
                default:
                    await session.SayAsync("250 ok\r\n");
                    break;
            }
        }
    }

    private async Task TakeAsync(ScriptedSession session)
    {
        List<string> lines = [];
        while (await session.HearAsync() is var line && line != ".")
        {
            lines.Add(line.StartsWith('.') ? line[1..] : line);
        }

        if (lines.Count > 0)
        {
            lock (arrived)
            {
                arrived.Add(string.Join("\r\n", lines));
            }
        }
    }
}
