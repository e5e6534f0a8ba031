namespace Ingestion.Worker.Storage;

internal enum StoreKind
{
    Sqlite,
    Postgres,
}
