namespace Ingestion.Worker.Storage;

/// <summary>The lease ran out and somebody else may hold it: what was done under it is thrown away (promise P16).</summary>
internal sealed class LeaseLostException(string what) : Exception($"the lease of this {what} was lost")
{
    public static void Unless(bool held, string what)
    {
        if (!held)
        {
            throw new LeaseLostException(what);
        }
    }
}
