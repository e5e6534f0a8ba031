namespace Ingestion.Worker.Settings;

/// <summary>The entrance for systems downstream: what became of a complaint.</summary>
internal sealed record ApiSettings
{
    /// <summary>The fewest characters that a key may have.</summary>
    public const int ShortestKey = 32;

    /// <summary>
    /// Who may use it, each with its key, which it sends as <c>Authorization: Bearer …</c>: a random text of at least 32 characters. The name stands beside
    /// what was changed. Keep keys among the secrets (Api__Keys__crm). Default: nobody, and nothing is served.
    /// </summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
