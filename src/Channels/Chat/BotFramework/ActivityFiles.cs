using System.Globalization;
using System.Text.Json;

namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>Attachments that are files. Their keys are their places in the activity: addresses may hold secrets and stay where they are.</summary>
internal static class ActivityFiles
{
    private const int MaxAddress = 1024 * 1024;

    public static IReadOnlyList<AttachmentSummary> Of(JsonElement activity) =>
    [
        .. activity.Field("attachments"u8).Items()
            .Select((attachment, place) => (attachment, place))
            .Where(one => AddressOf(one.attachment) is not null)
            .Select(one => new AttachmentSummary(one.attachment.FileName("name"u8), one.attachment.MediaType("contentType"u8, "application/octet-stream"), null)
            {
                Key = one.place.ToString(CultureInfo.InvariantCulture),
            }),
    ];

    /// <summary>The address at a place, as the reader saw it; null when there is none.</summary>
    public static string? AddressAt(JsonElement activity, string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? AddressOf(activity.Field("attachments"u8).Items().ElementAtOrDefault(place))
            : null;

    /// <summary>Whether the file lies behind an address of its own that needs no token of ours, as Teams gives it for uploads.</summary>
    private static string? AddressOf(JsonElement attachment) =>
        attachment.Field("content"u8).Text("downloadUrl"u8, MaxAddress, []) is { Length: > 0 } download ? download
        : attachment.MediaType("contentType"u8, "").StartsWith("application/vnd.microsoft.card.", StringComparison.Ordinal) ? null
        : attachment.Text("contentUrl"u8, MaxAddress, []) is { Length: > 0 } address ? address
        : null;
}
