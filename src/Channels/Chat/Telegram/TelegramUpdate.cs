namespace Ingestion.Channels.Chat.Telegram;

/// <summary>One update of Telegram.</summary>
/// <param name="Id">Its number in the bot's queue.</param>
/// <param name="Messages">What is offered of it: mostly one message; none for updates that are no message of a customer; one for each that a business customer deleted.</param>
internal sealed record TelegramUpdate(long Id, IReadOnlyList<OfferedMessage> Messages);
