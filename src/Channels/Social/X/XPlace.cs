using System.Text.Json;

namespace Ingestion.Channels.Social.X;

/// <summary>Where one list stands. Everything up to <see cref="Newest"/> has been offered, but for what lies in the gap.</summary>
/// <param name="Newest">The greatest id that was offered; 0 before the first.</param>
/// <param name="GapAfter">A walk that ended too early left out what is newer than this …</param>
/// <param name="GapUntil">… and older than this; 0: no gap.</param>
/// <param name="Tries">Walks through the gap that found nothing further.</param>
internal sealed record XPlace(long Newest, long GapAfter = 0, long GapUntil = 0, int Tries = 0)
{
    private const int MaxToken = 500;

    public static XPlace Start { get; } = new(0);

    /// <summary>X's token for the page below <see cref="GapUntil"/>, in a list that cannot be asked by ids; null: from the list's beginning.</summary>
    public string? GapToken { get; init; }

    public bool HasGap => GapUntil > 0;

    public XPlace WithoutGap => new(Newest);

    public void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(Newest);
        if (HasGap)
        {
            json.WriteNumberValue(GapAfter);
            json.WriteNumberValue(GapUntil);
            json.WriteNumberValue(Tries);
            if (GapToken is { Length: <= MaxToken })
            {
                json.WriteStringValue(GapToken);
            }
        }

        json.WriteEndArray();
    }

    public static XPlace Read(JsonElement value)
    {
        var items = value.Items().ToArray();
        var numbers = items.Take(4).Select(one => one.ValueKind == JsonValueKind.Number && one.TryGetInt64(out var number) && number >= 0 ? number : 0).ToArray();
        return numbers.Length switch
        {
            0 => Start,
            < 4 => new XPlace(numbers[0]),
            _ => new XPlace(numbers[0], numbers[1], numbers[2], (int)Math.Min(numbers[3], 1000)) { GapToken = items.Length > 4 ? items[4].AsText(MaxToken, []) : null },
        };
    }
}
