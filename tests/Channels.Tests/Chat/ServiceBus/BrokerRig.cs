using Channels.Tests.Contracts;
using Ingestion.Channels;
using TestSupport;

namespace Channels.Tests.Chat.ServiceBus;

/// <summary>A queue and a login to it.</summary>
internal sealed class BrokerRig : FaultySourceRig
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(100) };

    public BrokerStub Broker { get; } = new();

    public override string Secret => Bots.Key;

    public override IMessageSource Open() => Bots.Open(Bots.Options(Broker.Endpoint), _http).Source!;

    public override Task AddAsync(string marker)
    {
        Broker.Add(Bots.Event(marker));
        return Task.CompletedTask;
    }

    public override Task AddOversizeAsync(string marker)
    {
        Broker.Add(Bots.Event(marker + new string('x', 100_000)));
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(string marker)
    {
        Broker.Remove(marker);
        return Task.CompletedTask;
    }

    public override Task MakeUnreadableAsync(string marker)
    {
        Broker.Break(marker, atOnce: true);
        return Task.CompletedTask;
    }

    public override Task CutShortAsync(string marker)
    {
        Broker.Break(marker, atOnce: false);
        return Task.CompletedTask;
    }

    public override Task RefuseLoginAsync()
    {
        Broker.Instead = _ => HttpStub.Reply(401, "the token is no good");
        return Task.CompletedTask;
    }

    public override Task GoDownAsync()
    {
        Broker.Http.GoDown();
        _isDown = true;
        return Task.CompletedTask;
    }

    private bool _isDown;

    public override Task HealAsync()
    {
        if (_isDown)
        {
            Broker.Http.Listen();
            _isDown = false;
        }

        Broker.Instead = null;
        Broker.Heal();
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Broker.DisposeAsync();
        await base.DisposeAsync();
    }
}
