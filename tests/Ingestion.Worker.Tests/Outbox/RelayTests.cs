using Ingestion.Channels;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Outbox;

/// <summary>A relay on one channel, with what it is to send.</summary>
public abstract class RelayTests : CoreTests
{
    private protected RelayTests(StoreKind kind)
        : base(kind)
    {
    }

    private protected RecordingSender Sender { get; } = new();

    private protected static Func<OutboundMessage, CancellationToken, Task<SendResult>> Wrap(Func<OutboundMessage, CancellationToken, Task<SendResult>> inner, Func<Task> before) =>
        async (message, token) =>
        {
            await before();
            return await inner(message, token);
        };

    private protected async Task PlanAsync(int messages = 1)
    {
        for (var i = 0; i < messages; i++)
        {
            await Core.OfferAsync(Some.Mail($"matter {i}", i == 0 ? Some.Ayla : Some.Email($"c{i}@customer.example")));
        }

        await Core.DecideAsync();
    }

    private protected Task<bool> WorkAsync() => Core.NewRelay("mail", Sender).WorkAsync(CancellationToken.None);

    private protected Task<int> MakeDueAsync() => ExecuteAsync($"UPDATE outbox SET not_before = {Database.NowPlus("-1")}");

    private protected Task<(string State, string Reason)> StateAsync() => SingleAsync<(string, string)>("SELECT state, last_reason FROM outbox");

    /// <summary>From the end of the last attempt to the next one.</summary>
    private protected async Task<TimeSpan> WaitAsync()
    {
        var (notBefore, ended) = await SingleAsync<(DateTimeOffset, DateTimeOffset)>(
            "SELECT o.not_before, a.finished_at FROM outbox o JOIN attempt a ON a.outbox_id = o.id AND a.number = o.attempts");
        return notBefore - ended;
    }
}
