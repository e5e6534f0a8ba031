namespace Ingestion.Worker.Following;

internal static class StatusTextsTurkish
{
    public static StatusTexts Texts { get; } = new()
    {
        Language = "tr",
        NativeName = "Türkçe",
        Title = "Başvurunuzu takip edin",
        Lead = "Size gönderdiğimiz takip numarasıyla başvurunuzun ne durumda olduğunu görün.",
        Number = "Takip numarası",
        NumberHint = "12 rakam, tireli veya tiresiz, örneğin",
        Contact = "E-posta adresiniz veya telefon numaranız",
        ContactHint = "Bize hangisinden yazdıysanız o.",
        Show = "Göster",
        ErrorTitle = "Lütfen kontrol edin",
        NumberFault = "Bu bir takip numarası değil. Numara 12 rakamdır; biri yanlış yazılmış olabilir.",
        ContactFault = "Lütfen bize yazdığınız e-posta adresini veya telefon numarasını girin.",
        NotFound = "Bu numara ve iletişim bilgisiyle birlikte bir kayıt bulamadık. Lütfen ikisini de kontrol edin.",
        TooOften = "Çok fazla deneme yapıldı. Lütfen 15 dakika sonra yeniden deneyin.",
        Unavailable = "Şu anda sorgulama yapılamıyor. Lütfen birkaç dakika sonra yeniden deneyin.",
        LinkFault = "Bu bağlantı çalışmıyor, bir kısmı eksik olabilir. Lütfen numaranızı girin.",
        Status = "Durum",
        Received = "Alındı",
        Since = "Bu durumda olduğu tarih",
        Expected = "Beklenen tarih",
        Promised = "En geç yanıt tarihi",
        Another = "Başka bir numara sorgula",
        Languages = "Diller",
        Statuses = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["received"] = "Alındı", ["in-progress"] = "İnceleniyor", ["waiting-for-customer"] = "Sizden yanıt bekleniyor", ["resolved"] = "Çözüldü", ["rejected"] = "Kabul edilmedi", ["closed"] = "Kapatıldı",
        },
        Meanings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["received"] = "Mesajınız kaydedildi, ele alınmayı bekliyor.",
            ["in-progress"] = "Başvurunuz üzerinde çalışılıyor.",
            ["waiting-for-customer"] = "Size bir soru sorduk ve yanıtınızı bekliyoruz. Lütfen son mesajımıza bakın.",
            ["resolved"] = "Nasıl çözüldüğünü size bildirdik. Sorun giderilmediyse o mesajı yanıtlayın.",
            ["rejected"] = "İsteğinizi neden yerine getiremediğimizi size bildirdik. Farklı düşünüyorsanız o mesajı yanıtlayın.",
            ["closed"] = "Başvuru kapatıldı. Eklemek istediğiniz bir şey varsa bu numarayla bize yazın.",
        },
    };
}
