namespace Ingestion.Channels.Email;

/// <summary>The words with which mail systems begin the subjects of automatic answers and bounces.</summary>
internal static class MachineSubjects
{
    private static readonly string[] Absences =
        ["automatic reply", "auto:", "auto reply", "auto-reply", "autoreply", "auto response", "autoresponse", "out of office", "out of the office", "vacation reply",
            "otomatik yanıt", "otomatik cevap", "ofis dışında", "ofis dışındayım", "izindeyim", "avtomatik cavab", "ofisdən kənarda", "məzuniyyətdəyəm",
            "پاسخ خودکار", "خارج از دفتر", "автоматический ответ", "автоответ", "automatische antwort", "abwesenheitsnotiz", "réponse automatique",
            "respuesta automática", "risposta automatica", "fuori sede"];

    private static readonly string[] Bounces =
        ["undeliverable", "undelivered mail", "delivery status notification", "mail delivery failed", "mail delivery failure", "mail delivery system",
            "returned mail", "failure notice", "delivery failure", "teslim edilemedi", "iletilemedi", "çatdırılmadı", "недоставленное сообщение", "تحویل نشد"];

    public static MachineSubject KindOf(string? subject)
    {
        var text = subject.AsSpan().TrimStart(" \u200E\u200F");
        return StartsWithAny(text, Absences) ? MachineSubject.Absence : StartsWithAny(text, Bounces) ? MachineSubject.Bounce : MachineSubject.None;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
