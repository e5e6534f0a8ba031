using System.Text.Json;

namespace Ingestion.Worker.Outbox;

/// <summary>What a message to a customer says of how far the matter is: kept with it, so that it says the same whenever it leaves.</summary>
/// <param name="Status">The pool's word.</param>
/// <param name="Since">When that was said; null while nobody has said anything.</param>
/// <param name="ExpectedOn">When an end is expected; null when nobody has said so, or when it has ended.</param>
/// <param name="Text">What whoever works on it has to say to the customer; null when nothing.</param>
internal sealed record ToldStatus(string Status, DateTimeOffset? Since = null, DateOnly? ExpectedOn = null, string? Text = null)
{
    public string ToJson() => JsonSerializer.Serialize(this, ToldStatusJson.Default.ToldStatus);

    public static ToldStatus? Read(string? json) => json is null ? null : JsonSerializer.Deserialize(json, ToldStatusJson.Default.ToldStatus);
}
