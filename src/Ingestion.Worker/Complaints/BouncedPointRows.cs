using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Addresses whose mail came back for good: answers to them are held back for a while.</summary>
internal sealed class BouncedPointRows
{
    private readonly UpdateRows rows = new(
        "UPDATE contact_point SET bounced_at = now() FROM v WHERE contact_point.value = v.value AND contact_point.kind = v.kind",
        "UPDATE contact_point SET bounced_at = CAST(unixepoch('subsec') * 1000 AS integer) WHERE value = @value AND kind = @kind");

    private readonly StoreColumn<string?> kind;
    private readonly StoreColumn<string?> value;

    public BouncedPointRows()
    {
        kind = rows.Text("kind");
        value = rows.Text("value");
    }

    public StoreStatement Statement => rows;

    public void Add(ContactPoint point)
    {
        kind.Add(ContactRows.Word(point.Kind));
        value.Add(point.Folded().Value);
    }
}
