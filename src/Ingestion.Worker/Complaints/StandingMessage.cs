using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Complaints;

/// <summary>A message, or a version of one, as it stands in a complaint.</summary>
internal sealed record StandingMessage
{
    public long MessageId { get; init; }

    public long? ContactId { get; init; }

    /// <summary>The first version; null for that one.</summary>
    public long? Revises { get; init; }

    public Guid? ConversationKey { get; init; }

    public long FirstId => Revises ?? MessageId;

    public static Task<List<StandingMessage>> OfAsync(StoreSession session, long complaint) => session.QueryAsync<StandingMessage>(
        "SELECT message_id, contact_id, revises, conversation_key FROM complaint_message WHERE complaint_id = @complaint ORDER BY message_id", new { complaint });
}
