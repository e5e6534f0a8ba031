using Ingestion.Channels;

namespace Ingestion.Worker.Inbox;

/// <summary>What every offered message must satisfy before it may join a batch: one bad key must not spoil the others' commit.</summary>
internal static class OfferRules
{
    public const int LongestKey = 500;

    public static void Ensure(OfferedMessage message)
    {
        if (message.ExternalId.Length is 0 or > LongestKey || !IsStorable(message.ExternalId))
        {
            throw new ArgumentException("a connector offered a message whose external id is empty, too long or holds control characters", nameof(message));
        }

        if (message.Context is { } context && !IsStorable(context))
        {
            throw new ArgumentException("a connector offered a message whose context holds control characters", nameof(message));
        }
    }

    private static bool IsStorable(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character) || char.IsSurrogate(character))
            {
                return false;
            }
        }

        return true;
    }
}
