namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>
/// Where an activity came from and an answer goes: <see cref="InboundMessage.ConversationId"/> of this connector. Its parts are escaped and joined by
/// <c>|</c>; the service is judged again before anything is sent there.
/// </summary>
/// <param name="ServiceUrl">The Bot Connector of that channel and region.</param>
/// <param name="Bot">Our own account there.</param>
/// <param name="Writer">In groups, so that two people there are two conversations; null in private ones.</param>
internal sealed record ActivityPlace(string Channel, string ServiceUrl, string Conversation, string Bot, string? Writer)
{
    /// <summary>What is kept of a message to be sent.</summary>
    private const int MaxLength = 1000;

    public bool IsGroup => Writer is not null;

    public static ActivityPlace? Parse(string? text)
    {
        var parts = (text ?? "").Split('|').Select(Uri.UnescapeDataString).ToArray();
        return parts.Length is 4 or 5 && parts.All(part => part.Length > 0) && IsSegment(parts[2]) ? new ActivityPlace(parts[0], parts[1], parts[2], parts[3], parts.Length == 5 ? parts[4] : null) : null;
    }

    /// <summary>Whether an id stays one segment of a path: dots alone would lead elsewhere, escaped or not.</summary>
    public static bool IsSegment(string id) => id is not ("." or "..");

    /// <summary>Null when it is too long to be kept whole.</summary>
    public string? Print()
    {
        string[] parts = [Channel, ServiceUrl, Conversation, Bot, .. Writer is null ? [] : new[] { Writer }];
        var text = string.Join('|', parts.Select(Uri.EscapeDataString));
        return text.Length <= MaxLength ? text : null;
    }
}
