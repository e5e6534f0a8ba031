using System.Collections.Concurrent;

namespace EndToEnd.Tests;

/// <summary>Stands between two mail systems: takes what a worker writes into its pickup folder, and hands it on as its test wants.</summary>
internal sealed class Postman : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, bool> seen = new(StringComparer.Ordinal);
    private readonly Task walking;
    private int carried;

    /// <param name="folder">The pickup folder.</param>
    /// <param name="carry">Called with each mail, one after the other.</param>
    public Postman(string folder, Action<byte[]> carry) => walking = Task.Run(() => WalkAsync(folder, carry));

    /// <summary>Mails handed on so far.</summary>
    public int Carried => carried;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await walking;
        stopping.Dispose();
    }

    private async Task WalkAsync(string folder, Action<byte[]> carry)
    {
        while (!stopping.IsCancellationRequested)
        {
            foreach (var file in Directory.GetFiles(folder, "*.eml").Where(file => seen.TryAdd(file, true)))
            {
                carry(await File.ReadAllBytesAsync(file));
                Interlocked.Increment(ref carried);
            }

            await Task.Delay(50, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
