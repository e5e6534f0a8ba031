namespace Ingestion.Channels.Forms;

internal static class FormTextsAzerbaijani
{
    public static readonly FormTexts Texts = new()
    {
        Language = "az",
        Title = "Bizə yazın",
        Lead = "Nə baş verdiyini yazın; sizə dərhal izləmə nömrəsi verəcəyik.",
        Optional = "istəyə bağlı",
        Name = "Adınız və soyadınız",
        Contact = "Sizinlə necə əlaqə saxlayaq?",
        ContactHint = "Ən azı birini yazın.",
        Email = "E-poçt ünvanınız",
        Phone = "Telefon nömrəniz",
        PhoneHint = "Ölkə kodu ilə, məsələn",
        PhoneExample = "+994 50 000 00 00",
        Message = "Mesajınız",
        MessageHint = "Ən çoxu {0} simvol. Zəhmət olmasa, kart nömrəsi və ya şifrə yazmayın.",
        Reference = "Əvvəlki müraciətinizin izləmə nömrəsi",
        ReferenceHint = "Varsa 12 rəqəm, məsələn",
        Trap = "Bu sahəni boş saxlayın",
        Send = "Göndər",
        Privacy = "Fərdi məlumatların qorunması haqqında bildiriş",
        ErrorPrefix = "Xəta",
        ErrorTitle = "Mesajınız hələ göndərilməyib",
        CheckField = "Bu sahəni yoxlayın.",
        NameTooLong = "Ad ən çoxu 100 simvol ola bilər.",
        ContactRequired = "E-poçt ünvanınızı və ya telefon nömrənizi yazın.",
        EmailInvalid = "E-poçt ünvanını yoxlayın. Nümunə: ad@numune.az",
        PhoneInvalid = "Telefon nömrəsini yoxlayın.",
        MessageRequired = "Mesajınızı yazın.",
        MessageTooLongFormat = "Mesajınız {1} simvoldur; ən çoxu {0} simvol ola bilər.",
        ReferenceInvalid = "İzləmə nömrəsini yoxlayın.",
        SendAgain = "Zəhmət olmasa, “Göndər” düyməsini bir daha basın.",
        Thanks = "Mesajınızı aldıq",
        NumberLabel = "İzləmə nömrəniz",
        KeepNumber = "Bu nömrəni saxlayın. Bizə yenidən yazsanız, onu da qeyd edin.",
        NumberFollows = "İzləmə nömrəniz hazırlanır. Görmək üçün bu səhifəni bir azdan yeniləyin.",
        Repeat = "Bu mesajı əvvəl də göndərmişdiniz; bir dəfə qeydə alınıb.",
        Another = "Yeni mesaj yazın",
    };
}
