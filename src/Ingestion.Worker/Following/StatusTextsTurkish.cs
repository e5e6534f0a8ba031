namespace Ingestion.Worker.Following;

internal static class StatusTextsTurkish
{
    public static StatusTexts Texts { get; } = new()
    {
        Language = "tr",
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
    };
}
