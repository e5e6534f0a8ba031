namespace Ingestion.Worker.Storage;

/// <summary>Rows for one table.</summary>
/// <param name="table">The table.</param>
/// <param name="onConflict">What follows ON CONFLICT, or null: a conflict is then an error, and many rows cost half.</param>
internal sealed class InsertRows(string table, string? onConflict = null) : StoreStatement
{
    public string Table { get; } = table;

    public string? OnConflict { get; } = onConflict;
}
