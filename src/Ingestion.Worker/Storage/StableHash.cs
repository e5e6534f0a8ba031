namespace Ingestion.Worker.Storage;

/// <summary>Hashes that are the same in every process and version. Equal hashes of different texts cost a wait, nothing else.</summary>
internal static class StableHash
{
    private const ulong Start = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>FNV-1a over the UTF-16 code units.</summary>
    public static long Of64(string text) => (long)Add(Start, text);

    /// <summary>The hash of both texts, one after the other.</summary>
    public static long Of64(string scope, string text) => (long)Add(Add(Start, scope), text);

    private static ulong Add(ulong hash, string text)
    {
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * Prime);
        }

        return hash;
    }
}
