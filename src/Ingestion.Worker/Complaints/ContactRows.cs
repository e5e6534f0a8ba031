using Ingestion.Channels;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>New contact points, and for known ones the acknowledgements counted and whether they want any.</summary>
internal sealed class ContactRows
{
    private readonly InsertRows points = new("contact_point");
    private readonly UpdateRows counts = new(
        "UPDATE contact_point SET acknowledged_on = v.acknowledged_on, acknowledged_count = v.acknowledged_count FROM v WHERE contact_point.value = v.value AND contact_point.kind = v.kind",
        "UPDATE contact_point SET acknowledged_on = @acknowledged_on, acknowledged_count = @acknowledged_count WHERE value = @value AND kind = @kind");

    private readonly UpdateRows consents = new(
        "UPDATE contact_point SET opted_out_at = v.opted_out_at FROM v WHERE contact_point.value = v.value AND contact_point.kind = v.kind",
        "UPDATE contact_point SET opted_out_at = @opted_out_at WHERE value = @value AND kind = @kind");

    private readonly StoreColumn<string?> kind;
    private readonly StoreColumn<string?> value;
    private readonly StoreColumn<long> contactId;
    private readonly StoreColumn<DateOnly> day;
    private readonly StoreColumn<int> count;
    private readonly StoreColumn<string?> countedKind;
    private readonly StoreColumn<string?> countedValue;
    private readonly StoreColumn<DateOnly> countedDay;
    private readonly StoreColumn<int> countedCount;
    private readonly StoreColumn<string?> consentKind;
    private readonly StoreColumn<string?> consentValue;
    private readonly StoreColumn<DateTimeOffset?> optedOutAt;

    public ContactRows()
    {
        kind = points.Text("kind");
        value = points.Text("value");
        contactId = points.Int64("contact_id");
        day = points.Date("acknowledged_on");
        count = points.Int32("acknowledged_count");
        countedKind = counts.Text("kind");
        countedValue = counts.Text("value");
        countedDay = counts.Date("acknowledged_on");
        countedCount = counts.Int32("acknowledged_count");
        consentKind = consents.Text("kind");
        consentValue = consents.Text("value");
        optedOutAt = consents.Time("opted_out_at");
    }

    public StoreStatement New => points;

    public StoreStatement Counts => counts;

    /// <summary>Runs after <see cref="New"/>.</summary>
    public StoreStatement Consents => consents;

    public void AddNew(long contact, ContactPoint point, DateOnly acknowledgedOn, int acknowledgedCount)
    {
        kind.Add(Word(point.Kind));
        value.Add(point.Value);
        contactId.Add(contact);
        day.Add(acknowledgedOn);
        count.Add(acknowledgedCount);
    }

    public void AddCount(ContactPoint point, DateOnly acknowledgedOn, int acknowledgedCount)
    {
        countedKind.Add(Word(point.Kind));
        countedValue.Add(point.Value);
        countedDay.Add(acknowledgedOn);
        countedCount.Add(acknowledgedCount);
    }

    public void AddConsent(ContactPoint point, DateTimeOffset? since)
    {
        consentKind.Add(Word(point.Kind));
        consentValue.Add(point.Value);
        optedOutAt.Add(since);
    }

    public static string Word(ContactPointKind kind) => kind switch
    {
        ContactPointKind.Email => "email",
        ContactPointKind.Phone => "phone",
        ContactPointKind.Handle => "handle",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static ContactPointKind Kind(string word) => word switch
    {
        "email" => ContactPointKind.Email,
        "phone" => ContactPointKind.Phone,
        "handle" => ContactPointKind.Handle,
        _ => throw new ArgumentOutOfRangeException(nameof(word)),
    };
}
