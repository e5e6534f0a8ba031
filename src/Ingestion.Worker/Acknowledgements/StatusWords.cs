using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>How far a matter is, as customers read it.</summary>
/// <param name="Name">One or a few words.</param>
/// <param name="Meaning">A sentence below it.</param>
internal sealed record StatusWords(string Name, string Meaning)
{
    private static readonly Dictionary<(string Language, string Status), StatusWords> All = new()
    {
        [("tr", "received")] = new("Alındı", "Mesajınız kaydedildi, ele alınmayı bekliyor."),
        [("tr", "in-progress")] = new("İnceleniyor", "Başvurunuz üzerinde çalışılıyor."),
        [("tr", "waiting-for-customer")] = new("Sizden yanıt bekleniyor", "Size bir soru sorduk ve yanıtınızı bekliyoruz. Lütfen son mesajımıza bakın."),
        [("tr", "resolved")] = new("Çözüldü", "Nasıl çözüldüğünü size bildirdik. Sorun giderilmediyse o mesajı yanıtlayın."),
        [("tr", "rejected")] = new("Kabul edilmedi", "İsteğinizi neden yerine getiremediğimizi size bildirdik. Farklı düşünüyorsanız o mesajı yanıtlayın."),
        [("tr", "closed")] = new("Kapatıldı", "Başvuru kapatıldı. Eklemek istediğiniz bir şey varsa bu numarayla bize yazın."),

        [("az", "received")] = new("Qəbul edilib", "Mesajınız qeydə alınıb və növbədədir."),
        [("az", "in-progress")] = new("Araşdırılır", "Müraciətiniz üzərində iş gedir."),
        [("az", "waiting-for-customer")] = new("Sizdən cavab gözlənilir", "Sizdən nəsə soruşmuşuq və cavabınızı gözləyirik. Zəhmət olmasa son mesajımıza baxın."),
        [("az", "resolved")] = new("Həll olunub", "Necə həll olunduğunu sizə bildirmişik. Problem qalırsa, həmin mesaja cavab yazın."),
        [("az", "rejected")] = new("Təmin edilməyib", "İstəyinizi niyə yerinə yetirə bilmədiyimizi sizə bildirmişik. Razı deyilsinizsə, həmin mesaja cavab yazın."),
        [("az", "closed")] = new("Bağlanıb", "Müraciət bağlanıb. Əlavəniz varsa, bu nömrə ilə bizə yazın."),

        [("fa", "received")] = new("دریافت شده", "پیام شما ثبت شده و در نوبت بررسی است."),
        [("fa", "in-progress")] = new("در حال بررسی", "روی درخواست شما کار می‌شود."),
        [("fa", "waiting-for-customer")] = new("در انتظار پاسخ شما", "از شما پرسشی کرده‌ایم و منتظر پاسخ هستیم. لطفاً آخرین پیام ما را ببینید."),
        [("fa", "resolved")] = new("حل شده", "به شما گفته‌ایم چگونه حل شد. اگر مشکل باقی است به همان پیام پاسخ دهید."),
        [("fa", "rejected")] = new("پذیرفته نشده", "به شما گفته‌ایم چرا نتوانستیم خواسته شما را انجام دهیم. اگر نظر دیگری دارید به همان پیام پاسخ دهید."),
        [("fa", "closed")] = new("بسته شده", "این درخواست بسته شده است. اگر نکته‌ای دارید با همین شماره به ما بنویسید."),

        [("en", "received")] = new("Received", "Your message is registered and waits to be worked on."),
        [("en", "in-progress")] = new("In progress", "Somebody is working on it."),
        [("en", "waiting-for-customer")] = new("Waiting for you", "We asked you something and wait for your reply. Please look at our last message."),
        [("en", "resolved")] = new("Resolved", "We told you how it was resolved. If it is not settled, reply to that message."),
        [("en", "rejected")] = new("Not upheld", "We told you why we cannot do what you asked. If you see it otherwise, reply to that message."),
        [("en", "closed")] = new("Closed", "It is closed. If you want to add something, write to us with this number."),
    };

    /// <param name="language">A language that <see cref="CustomerLanguage.Of"/> gave.</param>
    /// <param name="status">One of <see cref="ComplaintStatuses.All"/>; a word that somebody else put into the table is shown as it is.</param>
    public static StatusWords Of(string language, string status) => All.GetValueOrDefault((language, status)) ?? new StatusWords(status, "");
}
