using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>Later versions of messages, in their complaints.</summary>
internal sealed class RevisionRows
{
    private readonly InsertRows versions = new("complaint_message");
    private readonly UpdateRows superseded = new(
        "UPDATE complaint_message SET is_current = false FROM v WHERE complaint_message.complaint_id = v.complaint_id AND complaint_message.message_id = v.message_id",
        "UPDATE complaint_message SET is_current = 0 WHERE complaint_id = @complaint_id AND message_id = @message_id");

    private readonly ComplaintMessageColumns columns;
    private readonly StoreColumn<int> version;
    private readonly StoreColumn<long> revises;
    private readonly StoreColumn<string?> revision;
    private readonly StoreColumn<bool> isCurrent;
    private readonly StoreColumn<long> supersededComplaint;
    private readonly StoreColumn<long> supersededId;

    public RevisionRows()
    {
        columns = new ComplaintMessageColumns(versions);
        version = versions.Int32("version");
        revises = versions.Int64("revises");
        revision = versions.Text("revision");
        isCurrent = versions.Boolean("is_current");
        supersededComplaint = superseded.Int64("complaint_id");
        supersededId = superseded.Int64("message_id");
    }

    public StoreStatement Versions => versions;

    /// <summary>Runs after <see cref="Versions"/>: one version may replace another of the same batch.</summary>
    public StoreStatement Superseded => superseded;

    public void Add(long message, Revision made, long? contact, InboundMessage content, Classification judged)
    {
        columns.Add(message, made.Complaint.Id, contact, content, judged);
        version.Add(made.Version);
        revises.Add(made.FirstId);
        revision.Add(made.Kind);
        isCurrent.Add(made.IsCurrent);
        if (made.IsCurrent)
        {
            supersededComplaint.Add(made.Complaint.Id);
            supersededId.Add(made.SupersededId);
        }
    }
}
