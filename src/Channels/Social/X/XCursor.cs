using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ingestion.Channels.Social.X;

/// <summary>Where the lists stand, and what has been read today.</summary>
internal sealed record XCursor
{
    public XPlace Mentions { get; init; } = XPlace.Start;

    public XPlace Search { get; init; } = XPlace.Start;

    public XPlace Messages { get; init; } = XPlace.Start;

    /// <summary>
    /// Differs from page to page: what came late moves no place, and the cursor must all the same tell whether its page was committed.
    /// </summary>
    public int Page { get; init; }

    /// <summary>The UTC day that <see cref="Reads"/> counts for.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Posts and messages that X returned on that day, each counted once.</summary>
    public int Reads { get; init; }

    public string Write()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        Mentions.Write(json, "m");
        Search.Write(json, "s");
        Messages.Write(json, "d");
        json.WriteNumber("page", Page);
        json.WriteString("day", Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteNumber("reads", Reads);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>What <see cref="Write"/> did not write is the very beginning.</summary>
    public static XCursor Read(string? text)
    {
        using var json = string.IsNullOrEmpty(text) ? null : JsonFields.Parse(Encoding.UTF8.GetBytes(text));
        var root = json?.RootElement ?? default;
        return new XCursor
        {
            Mentions = XPlace.Read(root.Field("m"u8)),
            Search = XPlace.Read(root.Field("s"u8)),
            Messages = XPlace.Read(root.Field("d"u8)),
            Page = Whole(root, "page"u8),
            Day = DateOnly.TryParseExact(root.Id("day"u8), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : default,
            Reads = Whole(root, "reads"u8),
        };
    }

    private static int Whole(JsonElement root, ReadOnlySpan<byte> name) => (int)Math.Clamp(root.Number(name) ?? 0, 0, int.MaxValue);
}
