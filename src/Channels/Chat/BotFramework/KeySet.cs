namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>The provider's keys at one moment.</summary>
internal sealed record KeySet(IReadOnlyList<SigningKey> Keys, DateTimeOffset FetchedAt)
{
    /// <summary>The key that a token names: by its id, or by the thumbprint where it has no id.</summary>
    public SigningKey? Find(BotToken token) => Keys.FirstOrDefault(key => token.KeyId is { } id
        ? string.Equals(key.Id, id, StringComparison.Ordinal)
        : token.Thumbprint is { } thumbprint && string.Equals(key.Thumbprint, thumbprint, StringComparison.Ordinal));
}
