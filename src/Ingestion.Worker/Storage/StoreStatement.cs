namespace Ingestion.Worker.Storage;

/// <summary>A statement that runs once for a whole set of rows.</summary>
internal abstract class StoreStatement
{
    private readonly List<StoreColumn> columns = [];

    public IReadOnlyList<StoreColumn> Columns => columns;

    public int Rows => columns.Count == 0 ? 0 : columns[0].Count;

    public StoreColumn<long> Int64(string name) => Add(new StoreColumn<long>(name, ColumnType.Int64));

    public StoreColumn<long?> OptionalInt64(string name) => Add(new StoreColumn<long?>(name, ColumnType.Int64));

    public StoreColumn<int> Int32(string name) => Add(new StoreColumn<int>(name, ColumnType.Int32));

    public StoreColumn<float?> Real(string name) => Add(new StoreColumn<float?>(name, ColumnType.Real));

    public StoreColumn<bool> Boolean(string name) => Add(new StoreColumn<bool>(name, ColumnType.Boolean));

    public StoreColumn<string?> Text(string name) => Add(new StoreColumn<string?>(name, ColumnType.Text));

    /// <summary>JSON as UTF-8.</summary>
    public StoreColumn<byte[]?> Json(string name) => Add(new StoreColumn<byte[]?>(name, ColumnType.Json));

    public StoreColumn<byte[]> Bytes(string name) => Add(new StoreColumn<byte[]>(name, ColumnType.Bytes));

    public StoreColumn<DateTimeOffset?> Time(string name) => Add(new StoreColumn<DateTimeOffset?>(name, ColumnType.Time));

    public StoreColumn<DateOnly> Date(string name) => Add(new StoreColumn<DateOnly>(name, ColumnType.Date));

    public StoreColumn<Guid> Uuid(string name) => Add(new StoreColumn<Guid>(name, ColumnType.Uuid));

    public StoreColumn<Guid?> OptionalUuid(string name) => Add(new StoreColumn<Guid?>(name, ColumnType.Uuid));

    private StoreColumn<T> Add<T>(StoreColumn<T> column)
    {
        columns.Add(column);
        return column;
    }
}
