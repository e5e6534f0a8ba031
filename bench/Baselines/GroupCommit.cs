using System.Threading.Channels;

namespace Ingestion.Bench.Baselines;

/// <summary>Bodies that arrive while a commit is under way share the next one. The plainest form of a group commit.</summary>
internal sealed class GroupCommit
{
    private readonly Channel<(byte[] Body, TaskCompletionSource Done)> _waiting = Channel.CreateBounded<(byte[], TaskCompletionSource)>(4096);
    private readonly Action<List<byte[]>> _commit;
    private readonly int _limit;

    /// <param name="limit">Most bodies in one commit; 1 is one commit per request.</param>
    /// <param name="commit">Inserts and commits; returns when it is durable.</param>
    public GroupCommit(int limit, Action<List<byte[]>> commit)
    {
        _limit = limit;
        _commit = commit;
        new Thread(Run) { IsBackground = true }.Start();
    }

    public async Task AddAsync(byte[] body)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync((body, done));
        await done.Task;
    }

    private void Run()
    {
        var bodies = new List<byte[]>();
        var owners = new List<TaskCompletionSource>();
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (bodies.Count < _limit && _waiting.Reader.TryRead(out var next))
            {
                bodies.Add(next.Body);
                owners.Add(next.Done);
            }

            _commit(bodies);
            owners.ForEach(owner => owner.SetResult());
            bodies.Clear();
            owners.Clear();
        }
    }
}
