namespace Ingestion.Worker.Storage;

internal enum ColumnType
{
    Int64,
    Int32,
    Boolean,
    Text,
    Json,
    Bytes,
    Time,
    Date,
    Uuid,
}
