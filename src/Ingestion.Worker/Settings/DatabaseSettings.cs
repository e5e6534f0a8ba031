using System.ComponentModel.DataAnnotations;

namespace Ingestion.Worker.Settings;

/// <summary>The store.</summary>
internal sealed record DatabaseSettings
{
    /// <summary><c>sqlite</c>: one process, one file, no set-up. <c>postgres</c>: several workers on one pool. Default: sqlite.</summary>
    [Required]
    [AllowedValues("sqlite", "postgres")]
    public string Store { get; init; } = "sqlite";

    /// <summary>The SQLite file, relative to the working directory; its folder is made when missing. Default: data/ingestion.db.</summary>
    [Required]
    public string File { get; init; } = "data/ingestion.db";

    /// <summary>
    /// Npgsql connection string, mandatory for <c>postgres</c>: <c>Host=db;Database=ingestion;Username=worker</c>. It holds a password as a
    /// rule, so it belongs into the environment or a secrets file (<c>Database__ConnectionString</c>).
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>PostgreSQL connections that this process opens at most. Default: 10.</summary>
    [Range(4, 500)]
    public int MaxConnections { get; init; } = 10;

    /// <summary>
    /// Whether <c>run</c> brings an older schema up to its own version. False where the worker's role may not change tables: then <c>migrate</c>
    /// does it under another role. Default: true.
    /// </summary>
    public bool MigrateAtStart { get; init; } = true;
}
