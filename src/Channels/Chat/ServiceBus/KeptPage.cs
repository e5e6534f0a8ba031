namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>A page that was offered and of which nothing is known to be committed yet.</summary>
/// <param name="From">The cursor that it was fetched with.</param>
/// <param name="To">The cursor that it gave.</param>
internal sealed record KeptPage(string From, string To, List<LockedMessage> Messages, bool More);
