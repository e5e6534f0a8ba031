namespace Ingestion.Worker.Following;

internal static class StatusTextsAzerbaijani
{
    public static StatusTexts Texts { get; } = new()
    {
        Language = "az",
        Title = "Müraciətinizi izləyin",
        Lead = "Sizə göndərdiyimiz izləmə nömrəsi ilə müraciətinizin hansı mərhələdə olduğunu görün.",
        Number = "İzləmə nömrəsi",
        NumberHint = "12 rəqəm, tire ilə və ya tiresiz, məsələn",
        Contact = "E-poçt ünvanınız və ya telefon nömrəniz",
        ContactHint = "İstifadə etdiyiniz e-poçt ünvanı, yoxdursa, ölkə kodu ilə telefon nömrəniz.",
        Show = "Göstər",
        ErrorTitle = "Zəhmət olmasa, yoxlayın",
        LaterTitle = "Zəhmət olmasa, sonra yenidən cəhd edin",
        Answer = "Müraciətinizin vəziyyəti",
        NumberFault = "Bu, izləmə nömrəsi deyil. Nömrə 12 rəqəmdən ibarətdir; biri səhv yazılmış ola bilər.",
        ContactFault = "Zəhmət olmasa, bizə yazarkən istifadə etdiyiniz e-poçt ünvanını və ya telefon nömrəsini daxil edin.",
        NotFound = "Bu nömrəyə və əlaqə məlumatına uyğun müraciət tapmadıq. Zəhmət olmasa, hər ikisini yoxlayın.",
        TooOften = "Həddən çox cəhd edildi. Zəhmət olmasa, 15 dəqiqədən sonra yenidən yoxlayın.",
        Unavailable = "Hazırda axtarış mümkün deyil. Zəhmət olmasa, bir neçə dəqiqədən sonra yenidən cəhd edin.",
        LinkFault = "Bu keçid işləmir, bir hissəsi çatışmaya bilər. Zəhmət olmasa, nömrənizi daxil edin.",
        Status = "Vəziyyət",
        Received = "Qəbul edilib",
        Since = "Vəziyyətin tarixi",
        Expected = "Təxmini yekunlaşma tarixi",
        Promised = "Ən gec cavab tarixi",
        Another = "Başqa nömrəni yoxlayın",
    };
}
