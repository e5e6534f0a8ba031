using System.Text.Json;

namespace Ingestion.Channels.Social.X;

/// <summary>Fields of a post whose names differ between the generations of the API.</summary>
internal static class XPost
{
    /// <summary>The whole text: posts over 280 characters have it in a note.</summary>
    public static string TextOf(JsonElement post, int limit, ICollection<string> notes)
    {
        var note = post.Field("note_tweet"u8);
        note = note.ValueKind == JsonValueKind.Object ? note : post.Field("note_post"u8);
        return XText.Unescape(note.Text("text"u8, limit, notes) is { Length: > 0 } whole ? whole : post.Text("text"u8, limit, notes) ?? "");
    }

    /// <summary>Ids of all versions, the first one first; empty when the post does not tell.</summary>
    public static IReadOnlyList<string> Versions(JsonElement post)
    {
        var history = post.Field("edit_history_tweet_ids"u8);
        history = history.ValueKind == JsonValueKind.Array ? history : post.Field("edit_history_post_ids"u8);
        return [.. history.Items().Take(50).Select(id => id.AsText(30, [])).Where(XId.IsId).OfType<string>()];
    }

    /// <summary>Whether its writer addressed the account: only such posts may be answered (X's rules for automation, 2026-02).</summary>
    public static bool Addresses(JsonElement post, string userId) =>
        string.Equals(post.Id("in_reply_to_user_id"u8), userId, StringComparison.Ordinal)
        || post.Field("entities"u8).Field("mentions"u8).Items().Any(mention => string.Equals(mention.Id("id"u8), userId, StringComparison.Ordinal));

    /// <summary>Posts that it answers, quotes or repeats.</summary>
    public static IEnumerable<JsonElement> References(JsonElement post)
    {
        var references = post.Field("referenced_tweets"u8);
        references = references.ValueKind == JsonValueKind.Array ? references : post.Field("referenced_posts"u8);
        return references.Items().Take(20);
    }
}
