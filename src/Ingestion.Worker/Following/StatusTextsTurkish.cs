namespace Ingestion.Worker.Following;

internal static class StatusTextsTurkish
{
    public static StatusTexts Texts { get; } = new()
    {
        Language = "tr",
        Title = "Başvurunuzu takip edin",
        Lead = "Size gönderdiğimiz takip numarasıyla başvurunuzun ne durumda olduğunu görün.",
        Number = "Takip numarası",
        NumberHint = "12 haneli, tireli veya tiresiz, örneğin",
        Contact = "E-posta adresiniz veya telefon numaranız",
        ContactHint = "Kullandığınız e-posta adresi; yoksa ülke koduyla telefon numaranız.",
        Show = "Göster",
        ErrorTitle = "Lütfen kontrol edin",
        LaterTitle = "Lütfen daha sonra deneyin",
        Answer = "Başvurunuzun durumu",
        NumberFault = "Bu bir takip numarası değil. Numara 12 hanelidir; bir rakamı yanlış yazılmış olabilir.",
        ContactFault = "Lütfen bize yazarken kullandığınız e-posta adresini veya telefon numarasını girin.",
        NotFound = "Bu numara ve iletişim bilgisiyle eşleşen bir kayıt bulamadık. Lütfen ikisini de kontrol edin.",
        TooOften = "Çok fazla deneme yapıldı. Lütfen 15 dakika sonra yeniden deneyin.",
        Unavailable = "Şu anda sorgulama yapılamıyor. Lütfen birkaç dakika sonra yeniden deneyin.",
        LinkFault = "Bu bağlantı çalışmıyor, bir kısmı eksik olabilir. Lütfen numaranızı girin.",
        Status = "Durum",
        Received = "Alındı",
        Since = "Durum tarihi",
        Expected = "Tahmini sonuçlanma tarihi",
        Promised = "En geç yanıt tarihi",
        Another = "Başka bir numara sorgulayın",
    };
}
