using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Readable messages of complaints, with the keys by which later ones find the same complaint.</summary>
internal sealed class ComplaintMessageRows
{
    private readonly InsertRows rows = new("complaint_message");
    private readonly ComplaintMessageColumns columns;
    private readonly StoreColumn<Guid?> conversationKey;

    public ComplaintMessageRows()
    {
        columns = new ComplaintMessageColumns(rows);
        conversationKey = rows.OptionalUuid("conversation_key");
    }

    public StoreStatement Statement => rows;

    /// <param name="message">The message.</param>
    /// <param name="complaint">Its complaint.</param>
    /// <param name="newKey">The key that leads later messages to the complaint, when no earlier message has it.</param>
    /// <param name="contact">Who wrote it.</param>
    /// <param name="content">What is written.</param>
    /// <param name="judged">What the classifier makes of it.</param>
    public void Add(long message, long complaint, Guid? newKey, long? contact, InboundMessage content, Classification judged)
    {
        columns.Add(message, complaint, contact, content, judged);
        conversationKey.Add(newKey);
    }
}
