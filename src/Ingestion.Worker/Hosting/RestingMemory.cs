namespace Ingestion.Worker.Hosting;

/// <summary>
/// Gives the memory of a burst back to the system when the burst is over. The runtime keeps what its youngest generation grew to until it has
/// filled up again, which on a quiet day takes hours.
/// </summary>
/// <param name="allocated">Bytes allocated since the process's start.</param>
/// <param name="giveBack">Collects all generations and returns what is free to the system.</param>
internal sealed class RestingMemory(Func<long> allocated, Action giveBack)
{
    private const long MostInQuiet = 2 * 1024 * 1024;
    private const long WorthGivingBack = 4 * 1024 * 1024;

    private long lastSeen = allocated();
    private long givenBackAt;

    /// <summary>That of this process.</summary>
    public static RestingMemory OfProcess() => new(
        () => GC.GetTotalAllocatedBytes(),
        () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));

    /// <summary>Called every few seconds: gives back when hardly anything was allocated since the last call, and something worth it before.</summary>
    public void KeepUp()
    {
        var now = allocated();
        if (now - lastSeen <= MostInQuiet && now - givenBackAt >= WorthGivingBack)
        {
            giveBack();
            givenBackAt = now;
        }

        lastSeen = now;
    }
}
