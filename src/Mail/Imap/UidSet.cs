using System.Globalization;
using System.Text;

namespace Ingestion.Mail.Imap;

/// <summary>Writes UID sets: <c>5:9,12,40:*</c>.</summary>
public static class UidSet
{
    /// <summary>The set of exactly these UIDs; neighbours become ranges.</summary>
    public static string Of(IEnumerable<uint> uids)
    {
        var text = new StringBuilder();
        uint first = 0;
        uint last = 0;
        foreach (var uid in uids.Order())
        {
            if (first != 0 && uid - last <= 1)
            {
                last = uid;
                continue;
            }

            Append(text, first, last);
            first = last = uid;
        }

        Append(text, first, last);
        return text.ToString();
    }

    /// <summary>Everything from <paramref name="first"/> to <paramref name="last"/>, or to the newest.</summary>
    public static string Range(uint first, uint? last = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{first}:{(last is { } end ? end.ToString(CultureInfo.InvariantCulture) : "*")}");

    private static void Append(StringBuilder text, uint first, uint last)
    {
        if (first == 0)
        {
            return;
        }

        text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{first}");
        if (last != first)
        {
            text.Append(CultureInfo.InvariantCulture, $":{last}");
        }
    }
}
