using System.Globalization;
using Ingestion.Worker.Tests.Core;

namespace Ingestion.Worker.Tests.Model;

/// <summary>
/// Takes many sequences through one worker's real inbox and intake, round by round: in each round every sequence offers its next messages, all
/// are decided in the worker's own batches, and every decision is compared with the model.
/// </summary>
internal sealed class SequenceDriver(CoreOnStore core)
{
    private const int MostOffered = 500;

    private int names;

    private readonly SortedDictionary<string, int> happened = new(StringComparer.Ordinal);

    /// <summary>How often each outcome came about and each word of an operator was taken, so that a test can tell that it tested.</summary>
    public IReadOnlyDictionary<string, int> Happened => happened;

    /// <summary>Takes these sequences to their ends; a run tells then whether the pool was as the model says.</summary>
    public async Task<List<SequenceRun>> RunAsync(IEnumerable<IReadOnlyList<Step>> sequences)
    {
        var start = TimeProvider.System.GetUtcNow().AddDays(-35);
        var runs = sequences.Select(steps => new SequenceRun(string.Create(CultureInfo.InvariantCulture, $"s{++names}"), steps, start)).ToList();
        var first = await core.Ids.TakeAsync(1, CancellationToken.None);
        while (runs.Exists(run => !run.IsOver))
        {
            await RoundAsync(runs.FindAll(run => !run.IsOver).ConvertAll(run => (run, run.Take())));
        }

        await PoolLaws.CheckAsync(core.Database, first, runs);
        return runs;
    }

    private async Task RoundAsync(List<(SequenceRun Run, Turn Turn)> turns)
    {
        var from = await core.Ids.TakeAsync(1, CancellationToken.None);
        var most = turns.Max(turn => turn.Turn.Offers.Count);
        for (var wave = 0; wave < most; wave++)
        {
            // One message of each sequence at a time, so that each sequence's messages keep their order over all channels.
            foreach (var channel in turns.Where(turn => turn.Turn.Offers.Count > wave).GroupBy(turn => turn.Turn.Offers[wave].Channel, StringComparer.Ordinal))
            {
                foreach (var chunk in channel.Chunk(MostOffered))
                {
                    await OfferAsync(channel.Key, [.. chunk.Select(turn => (turn.Run, turn.Turn.Offers[wave]))]);
                }
            }
        }

        if (most > 0)
        {
            await core.DecideAsync();
            await CompareAsync(turns, from);
        }

        foreach (var (run, turn) in turns.Where(turn => turn.Turn.Word is not null))
        {
            Count(turn.Word!.Name);
            if (await turn.Word.SayAsync(core) is { } problem)
            {
                run.Fail(problem);
            }
        }
    }

    private async Task OfferAsync(string channel, (SequenceRun Run, ReferenceMessage Message)[] offers)
    {
        foreach (var (_, message) in offers)
        {
            core.Book.Write(message.Key, message.Content);
        }

        var accepted = await core.Inbox.AcceptAsync(channel, [.. offers.Select(offer => Some.Offered(offer.Message.Key) with { ArrivedAt = offer.Message.At })], CancellationToken.None);
        foreach (var ((run, message), receipt) in offers.Zip(accepted))
        {
            if (message.Offers++ == 0)
            {
                message.Id = receipt.Id;
            }

            if (receipt.IsRepeat != message.Offers > 1 || receipt.Id != message.Id)
            {
                run.Fail($"{message}, offered for the {message.Offers}. time, was accepted as {(receipt.IsRepeat ? "a repeat" : "new")}");
            }
        }
    }

    private async Task CompareAsync(List<(SequenceRun Run, Turn Turn)> turns, long from)
    {
        var (outcomes, numbers) = await core.Database.ReadAsync(
            async session => (
                await session.QueryAsync<(long Id, string Outcome, long? ComplaintId)>("SELECT message_id, outcome, complaint_id FROM ledger WHERE message_id > @from", new { from }),
                await session.QueryAsync<(long Id, string Number)>("SELECT id, tracking_number FROM complaint WHERE id > @from", new { from })),
            CancellationToken.None);
        var ledger = outcomes.ToDictionary(row => row.Id);
        var numberOf = numbers.ToDictionary(row => row.Id, row => row.Number);
        foreach (var (run, turn) in turns)
        {
            turn.Offers.ForEach(message => Count(message.Id > from ? message.Outcome! : "redelivered"));
            foreach (var message in turn.Offers.Where(message => message.Id > from).Distinct())
            {
                var (_, outcome, complaintId) = ledger.TryGetValue(message.Id, out var row) ? row : default;
                run.Check(message, outcome, complaintId, id => numberOf.GetValueOrDefault(id));
            }
        }
    }

    private void Count(string what) => happened[what] = happened.GetValueOrDefault(what) + 1;
}
