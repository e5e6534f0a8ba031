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
        ContactHint = "Bizə hansından yazmısınızsa, o.",
        Show = "Göstər",
        ErrorTitle = "Zəhmət olmasa yoxlayın",
        NumberFault = "Bu, izləmə nömrəsi deyil. Nömrə 12 rəqəmdən ibarətdir; biri səhv yazılmış ola bilər.",
        ContactFault = "Zəhmət olmasa bizə yazdığınız e-poçt ünvanını və ya telefon nömrəsini daxil edin.",
        NotFound = "Bu nömrə və əlaqə məlumatı ilə birlikdə heç nə tapmadıq. Zəhmət olmasa hər ikisini yoxlayın.",
        TooOften = "Həddən çox cəhd edildi. Zəhmət olmasa 15 dəqiqədən sonra yenidən yoxlayın.",
        Unavailable = "Hazırda axtarış mümkün deyil. Zəhmət olmasa bir neçə dəqiqədən sonra yenidən cəhd edin.",
        LinkFault = "Bu keçid işləmir, bir hissəsi çatışmaya bilər. Zəhmət olmasa nömrənizi daxil edin.",
        Status = "Vəziyyət",
        Received = "Qəbul edilib",
        Since = "Bu vəziyyətdə olduğu tarix",
        Expected = "Gözlənilən tarix",
        Promised = "Ən gec cavab tarixi",
        Another = "Başqa nömrəni yoxla",
    };
}
