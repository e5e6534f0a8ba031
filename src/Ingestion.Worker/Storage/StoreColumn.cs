using System.Collections;

namespace Ingestion.Worker.Storage;

/// <summary>One column of a set of rows.</summary>
internal abstract class StoreColumn(string name, ColumnType type)
{
    public string Name { get; } = name;

    public ColumnType Type { get; } = type;

    public abstract int Count { get; }

    public abstract IList Values { get; }
}

/// <summary>One column whose values have the type <typeparamref name="T"/>.</summary>
internal sealed class StoreColumn<T>(string name, ColumnType type) : StoreColumn(name, type)
{
    private readonly List<T> values = [];

    public override int Count => values.Count;

    public override IList Values => values;

    public T this[int row] => values[row];

    public void Add(T value) => values.Add(value);
}
