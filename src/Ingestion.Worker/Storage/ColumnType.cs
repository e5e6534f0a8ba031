namespace Ingestion.Worker.Storage;

internal enum ColumnType
{
    Int64,
    Int32,
    Real,
    Boolean,
    Text,
    Json,
    Bytes,
    Time,
    Date,
    Uuid,
}
