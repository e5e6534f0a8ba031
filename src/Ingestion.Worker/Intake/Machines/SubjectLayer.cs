using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>
/// What mail programs put in front of the subject that they answer automatically, and subjects that are a machine's as a whole. The same words inside a
/// sentence are a person's: "out of office hours nobody answers".
/// </summary>
internal sealed class SubjectLayer : IWordLayer
{
    public const string Code = "subject-automatic";

    private static readonly Phrases Prefixes = new(
        "automatic reply", "automatic response", "automated reply", "automated response", "auto reply", "autoreply", "auto response", "autoresponse", "auto responder", "autoresponder", "out of office", "out of the office", "out of office reply",
        "out of office autoreply", "vacation reply", "vacation", "away from office", "on leave", "on vacation", "on holiday", "on annual leave", "on parental leave", "on maternity leave",
        "otomatik yanıt", "otomatik cevap", "otomatik yanıtlama", "otomatik ileti", "ofis dışında", "ofis dışı", "ofis dışındayım", "izindeyim", "yıllık izindeyim", "yıllık izin", "doğum izni", "tatildeyim", "otomatik bilgilendirme",
        "avtomatik cavab", "avtomatik cavablandırma", "avtomatik bildiriş", "ofisdən kənarda", "ofisdə deyiləm", "məzuniyyətdəyəm", "məzuniyyət", "ezamiyyətdəyəm", "iş yerində deyiləm",
        "پاسخ خودکار", "پاسخ اتوماتیک", "پاسخگوی خودکار", "جواب خودکار", "خارج از دفتر", "خارج از دفتر کار", "در مرخصی هستم", "مرخصی", "در ماموریت هستم",
        "read", "not read", "read receipt", "okundu", "okunmadan silindi", "okunmadı", "oxundu", "oxunmadı", "خوانده شد", "خوانده نشد", "прочтено", "прочитано", "gelesen",
        "автоматический ответ", "автоответ", "вне офиса", "в отпуске", "automatische antwort", "abwesenheitsnotiz", "abwesend", "réponse automatique", "respuesta automática", "risposta automatica", "fuori sede");

    private static readonly Phrases Tickets = new(
        "your request has been received", "we have received your request", "we received your request", "we received your email", "we received your message", "thank you for contacting us", "ticket received", "request received", "ticket created", "case created", "support ticket opened",
        "talebiniz alındı", "talebiniz alınmıştır", "talebiniz oluşturuldu", "mesajınız alındı", "başvurunuz alındı", "başvurunuz alınmıştır", "bizimle iletişime geçtiğiniz için teşekkürler",
        "müraciətiniz qəbul edildi", "müraciətiniz qeydə alındı", "sorğunuz qəbul edildi", "sorğunuz qeydə alındı", "bizimlə əlaqə saxladığınız üçün təşəkkür edirik",
        "درخواست شما دریافت شد", "درخواست شما ثبت شد", "پیام شما دریافت شد", "تیکت شما ثبت شد", "تیکت جدید ثبت شد");

    public MachineSign? Look(FoldedText text)
    {
        if (Prefixes.Begins(text.Subject, out var rest))
        {
            // "Automatic reply: your mail", or nothing but the words; "On leave until 5.12." is a hint, "on leave and my card is blocked" is none
            return rest.IsEmpty || rest.TrimStart().StartsWith(":") ? new MachineSign(Code, MachineSignStrength.Doubt)
                : rest.ContainsAnyInRange('0', '9') || rest.ContainsAnyInRange('\u06F0', '\u06F9') ? new MachineSign(Code, MachineSignStrength.Hint)
                : null;
        }

        return Tickets.Begins(text.Subject, out rest) && (rest.IsEmpty || rest[0] == ':' || rest.ContainsAnyInRange('0', '9')) ? new MachineSign("subject-receipt", MachineSignStrength.Hint) : null;
    }
}
