namespace Ingestion.Channels.Forms;

internal static class FormTextsTurkish
{
    public static readonly FormTexts Texts = new()
    {
        Language = "tr",
        Title = "Bize yazın",
        Lead = "Ne olduğunu anlatın; size hemen bir takip numarası verelim.",
        Optional = "isteğe bağlı",
        Name = "Adınız ve soyadınız",
        Contact = "Size nasıl ulaşabiliriz?",
        ContactHint = "En az birini yazın.",
        Email = "E-posta adresiniz",
        Phone = "Telefon numaranız",
        PhoneHint = "Ülke koduyla, örneğin",
        PhoneExample = "+90 532 000 00 00",
        Message = "Mesajınız",
        MessageHint = "En fazla {0} karakter. Lütfen kart numarası veya şifre yazmayın.",
        Reference = "Önceki başvurunuzun takip numarası",
        ReferenceHint = "Varsa 12 rakam, örneğin",
        Trap = "Bu alanı boş bırakın",
        Send = "Gönder",
        Privacy = "Kişisel verilerin korunması hakkında aydınlatma metni",
        ErrorPrefix = "Hata",
        ErrorTitle = "Mesajınız henüz gönderilmedi",
        CheckField = "Bu alanı kontrol edin.",
        NameTooLong = "Ad en fazla 100 karakter olabilir.",
        ContactRequired = "E-posta adresinizi veya telefon numaranızı yazın.",
        EmailInvalid = "E-posta adresini kontrol edin. Örnek: ad@ornek.com",
        PhoneInvalid = "Telefon numarasını kontrol edin.",
        MessageRequired = "Mesajınızı yazın.",
        MessageTooLongFormat = "Mesajınız {1} karakter; en fazla {0} karakter olabilir.",
        ReferenceInvalid = "Takip numarasını kontrol edin.",
        SendAgain = "Lütfen “Gönder” düğmesine bir kez daha basın.",
        Thanks = "Mesajınızı aldık",
        NumberLabel = "Takip numaranız",
        KeepNumber = "Bu numarayı saklayın. Bize yeniden yazarsanız bu numarayı da belirtin.",
        NumberFollows = "Takip numaranız hazırlanıyor. Görmek için bu sayfayı birazdan yenileyin.",
        Repeat = "Bu mesajı daha önce de göndermiştiniz; bir kez kaydedildi.",
        Another = "Yeni mesaj yazın",
    };
}
