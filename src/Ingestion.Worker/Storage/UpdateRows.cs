namespace Ingestion.Worker.Storage;

/// <summary>
/// A statement over a set of rows that is no plain insert. Both forms use the columns as <c>v.name</c>: on PostgreSQL <c>v</c> stands for
/// the whole set (write <c>FROM v</c> or <c>USING v</c>; a comma in front begins a further common table), on SQLite the statement runs for each row with <c>@name</c>.
/// </summary>
internal sealed class UpdateRows(string postgres, string sqlite) : StoreStatement
{
    public string Postgres { get; } = postgres;

    public string Sqlite { get; } = sqlite;
}
