using System.Text;
using System.Text.Json;
using Ingestion.Mail.Html;

namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>What a person wrote, in plain form: the text, or what a card's fields were filled with.</summary>
internal static class ActivityText
{
    private const int MaxText = 100_000;
    private const int MaxFields = 100;
    private const int MaxField = 10_000;

    public static string Of(JsonElement activity, List<string> notes)
    {
        var text = activity.Text("text"u8, MaxText, notes) ?? "";
        if (activity.Id("channelId"u8) == "msteams")
        {
            text = WithoutMentions(text);
        }

        if (activity.Id("textFormat"u8) == "xml")
        {
            text = PlainText.Clean(HtmlText.Read(text), MaxText, notes);
        }

        return string.IsNullOrWhiteSpace(text) ? Filled(activity.Field("value"u8), notes) : text;
    }

    /// <summary>Teams puts the names of those who are addressed into the text: <c>&lt;at>Shop&lt;/at> my card …</c>.</summary>
    private static string WithoutMentions(string text)
    {
        const string Open = "<at>";
        const string Close = "</at>";
        var kept = new StringBuilder(text.Length);
        var at = 0;
        while (text.IndexOf(Open, at, StringComparison.OrdinalIgnoreCase) is >= 0 and var open && text.IndexOf(Close, open, StringComparison.OrdinalIgnoreCase) is >= 0 and var close)
        {
            kept.Append(text, at, open - at);
            at = close + Close.Length;
        }

        return at == 0 ? text : kept.Append(text, at, text.Length - at).ToString().Trim();
    }

    /// <summary>A card's fields as <c>name: value</c>, one a line.</summary>
    private static string Filled(JsonElement value, List<string> notes)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return value.AsText(MaxText, notes) ?? "";
        }

        var lines = new StringBuilder();
        foreach (var (name, field) in value.Fields(MaxField, notes).Take(MaxFields))
        {
            lines.Append(lines.Length == 0 ? "" : "\n").Append(name).Append(": ").Append(field);
        }

        return PlainText.Clean(lines.ToString(), MaxText, notes);
    }
}
