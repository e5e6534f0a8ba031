using System.Diagnostics;
using Ingestion.Worker.Inbox;
using Ingestion.Worker.Intake;
using Ingestion.Worker.Storage;

namespace Ingestion.Bench.Matching.Cost;

/// <summary>A filled pool with one worker over it.</summary>
/// <param name="database">The store, filled.</param>
/// <param name="messages">What is decided.</param>
/// <param name="cpu">Milliseconds of processors used so far.</param>
internal sealed class CostPool(Database database, CostMessages messages, Func<double> cpu) : IAsyncDisposable
{
    private readonly PoolWorker worker = new(database);

    public Database Database => worker.Database;

    public Task LoadWordsAsync() => worker.Words.LoadAsync(Database, CancellationToken.None);

    /// <summary>Accepts a batch, which is not measured, and takes it through all that follows.</summary>
    public async Task<CostSample> DecideAsync(int size)
    {
        await worker.Inbox.AcceptAsync("mail", messages.Write(size).ConvertAll(worker.Reader.Offer), CancellationToken.None);
        var batch = await worker.Transaction.ReadAsync(await worker.Queue.LeaseFreshAsync(size, CancellationToken.None));
        var used = cpu();
        var decided = await DecideAloneAsync(batch.First);
        var began = Stopwatch.GetTimestamp();
        await worker.Transaction.ApplyAsync(batch);
        var whole = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var usedComparing = cpu();
        used = usedComparing - used;
        began = Stopwatch.GetTimestamp();
        await worker.CompareAsync();
        var compared = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return new CostSample(decided, whole, used, compared, cpu() - usedComparing);
    }

    public ValueTask DisposeAsync() => worker.DisposeAsync();

    private async Task<double> DecideAloneAsync(List<Submission> submissions)
    {
        var elapsed = double.NaN;
        var count = submissions.Count * IntakePipeline.IdsPerMessage;
        var range = new IdRange(await worker.Ids.TakeAsync(count, CancellationToken.None), count);
        try
        {
            await Database.WriteAsync(
                async session =>
                {
                    var began = Stopwatch.GetTimestamp();
                    var knowledge = await IntakeLoading.LoadAsync(session, submissions, range, worker.Words.Known, worker.Settings);
                    worker.Pipeline.Decide(submissions, knowledge);
                    elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                    throw new TakenBackException();
                },
                CancellationToken.None);
        }
        catch (TakenBackException)
        {
            // As it was.
        }

        return elapsed;
    }
}
