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
        [("tr", "waiting-for-customer")] = new("Sizden yanıt bekleniyor", "Size bir soru sorduk ve yanıtınızı bekliyoruz. Lütfen size gönderdiğimiz mesajı yanıtlayın."),
        [("tr", "resolved")] = new("Çözüldü", "Başvurunuzla ilgili çalışma tamamlandı. Sorun sürüyorsa bu numarayı belirterek bize yazın."),
        [("tr", "rejected")] = new("Kabul edilmedi", "İsteğinizi yerine getiremiyoruz. Nedenini öğrenmek isterseniz veya farklı düşünüyorsanız bu numarayı belirterek bize yazın."),
        [("tr", "closed")] = new("Kapatıldı", "Başvuru kapatıldı. Eklemek istediğiniz bir şey varsa bu numarayla bize yazın."),

        [("az", "received")] = new("Qəbul edilib", "Mesajınız qeydə alınıb və növbədədir."),
        [("az", "in-progress")] = new("Araşdırılır", "Müraciətiniz üzərində iş gedir."),
        [("az", "waiting-for-customer")] = new("Sizdən cavab gözlənilir", "Sizə sual vermişik və cavabınızı gözləyirik. Zəhmət olmasa, göndərdiyimiz mesaja cavab yazın."),
        [("az", "resolved")] = new("Həll olunub", "Müraciətiniz üzrə iş başa çatıb. Problem qalırsa, bu nömrəni qeyd edərək bizə yazın."),
        [("az", "rejected")] = new("Təmin edilməyib", "İstəyinizi yerinə yetirə bilmirik. Səbəbini bilmək istəyirsinizsə və ya razı deyilsinizsə, bu nömrəni qeyd edərək bizə yazın."),
        [("az", "closed")] = new("Bağlanıb", "Müraciət bağlanıb. Əlavəniz varsa, bu nömrə ilə bizə yazın."),

        [("fa", "received")] = new("دریافت شده", "پیام شما ثبت شده و در نوبت بررسی است."),
        [("fa", "in-progress")] = new("در حال بررسی", "روی درخواست شما کار می‌شود."),
        [("fa", "waiting-for-customer")] = new("در انتظار پاسخ شما", "از شما پرسشی کرده‌ایم و منتظر پاسخ هستیم. لطفاً به پیامی که برایتان فرستادیم پاسخ دهید."),
        [("fa", "resolved")] = new("حل شده", "رسیدگی به درخواست شما به پایان رسیده است. اگر مشکل باقی است، با ذکر همین شماره برای ما بنویسید."),
        [("fa", "rejected")] = new("پذیرفته نشده", "نمی‌توانیم خواستهٔ شما را انجام دهیم. اگر موافق نیستید یا می‌خواهید دلیل آن را بدانید، با ذکر همین شماره برای ما بنویسید."),
        [("fa", "closed")] = new("بسته شده", "این درخواست بسته شده است. اگر نکته‌ای دارید، با ذکر همین شماره برای ما بنویسید."),

        [("en", "received")] = new("Received", "Your message is registered and is waiting to be dealt with."),
        [("en", "in-progress")] = new("In progress", "Somebody is working on it."),
        [("en", "waiting-for-customer")] = new("Waiting for you", "We asked you a question and are waiting for your answer. Please reply to the message that we sent you."),
        [("en", "resolved")] = new("Resolved", "Work on it is finished. If something is still open, write to us with this number."),
        [("en", "rejected")] = new("Not upheld", "We cannot do what you asked. If you disagree or want to know why, write to us with this number."),
        [("en", "closed")] = new("Closed", "It is closed. If you want to add something, write to us with this number."),
    };

    /// <param name="language">A language that <see cref="CustomerLanguage.Of"/> gave.</param>
    /// <param name="status">One of <see cref="ComplaintStatuses.All"/>; a word that somebody else put into the table is shown as it is.</param>
    public static StatusWords Of(string language, string status) => All.GetValueOrDefault((language, status)) ?? new StatusWords(status, "");
}
