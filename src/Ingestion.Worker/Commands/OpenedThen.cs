using System.Text.Json;

namespace Ingestion.Worker.Commands;

/// <summary>What a complaint was when it was opened, as its event has it. What the event does not say is null.</summary>
internal sealed record OpenedThen(string? Kind, string? Category, string? Priority, string? Language, bool? NeedsReview)
{
    /// <param name="payload">Of <c>complaint.opened</c>.</param>
    public static OpenedThen Read(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        var said = json.RootElement;
        return new OpenedThen(Word("kind"), Word("category"), Word("priority"), Word("language"), said.TryGetProperty("needsReview", out var review) ? review.GetBoolean() : null);

        string? Word(string name) => said.TryGetProperty(name, out var word) ? word.GetString() : null;
    }
}
