using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

public sealed class AzerbaijaniTests
{
    [Theory]
    [InlineData("Sifarişim iki həftədir gəlməyib, kuryer də zənglərə cavab vermir.", MessageKind.Complaint, Category.Delivery, Priority.Normal)]
    [InlineData("Baglamam hele de catdirilmayib, sifarisi gozleyirem, cavab veren yoxdur.", MessageKind.Complaint, Category.Delivery, Priority.Normal)]
    [InlineData("Kuryer bağlamanı səhv ünvana aparıb, mənə heç nə çatmayıb.", MessageKind.Complaint, Category.Delivery, null)]
    [InlineData("Aldığım çayniki bir gün işlətdim, xarab oldu, keyfiyyətsiz məhsuldur.", MessageKind.Complaint, Category.ProductQuality, Priority.Normal)]
    [InlineData("Mehsul siniq geldi, keyfiyyeti cox pisdir, naraziyam.", MessageKind.Complaint, Category.ProductQuality, null)]
    [InlineData("Satdığınız süd iylənmişdi, vaxtı keçmiş məhsul satırsınız.", MessageKind.Complaint, Category.ProductQuality, null)]
    [InlineData("Balansımdan xəbərim olmadan 5 manat tutulub, pulumu qaytarın.", MessageKind.Complaint, Category.BillingRefund, Priority.Normal)]
    [InlineData("Odenis iki defe tutuldu, pulum hele qaytarilmayib.", MessageKind.Complaint, Category.BillingRefund, null)]
    [InlineData("Fakturada artıq məbləğ yazılıb, ödənişi düzgün hesablamırsınız.", MessageKind.Complaint, Category.BillingRefund, null)]
    [InlineData("Filialdakı işçi mənimlə çox kobud danışdı, belə rəftar olmaz.", MessageKind.Complaint, Category.StaffService, Priority.Normal)]
    [InlineData("Operatorunuz telefonu uzume qapatdi, cox hormetsiz emekdasdir.", MessageKind.Complaint, Category.StaffService, null)]
    [InlineData("Tətbiq açılmır, şifrəni yazıram, xəta verir.", MessageKind.Complaint, Category.TechnicalApp, Priority.Normal)]
    [InlineData("Internet cox zeifdir, saytlar acilmir, modem de islemir.", MessageKind.Complaint, Category.TechnicalApp, null)]
    [InlineData("Şəbəkəniz kənddə çəkmir, zəng edə bilmirəm.", MessageKind.Complaint, Category.TechnicalApp, null)]
    [InlineData("Müqaviləni ləğv etmək istəyirəm, amma ofisdə imtina etdilər, bu biabırçılıqdır.", MessageKind.Complaint, Category.ContractCancellation, Priority.Normal)]
    [InlineData("Abuneliyi legv etmirsiniz, avtomatik yenilenir, raziligim yoxdur.", MessageKind.Complaint, Category.ContractCancellation, null)]
    [InlineData("Şəxsi məlumatlarım icazəm olmadan yayılıb, vəkilimlə məhkəməyə müraciət edəcəyəm.", MessageKind.Complaint, Category.PrivacyLegal, Priority.Urgent)]
    [InlineData("Aldığım adapter partladı, əlim yandı, xəstəxanaya düşdüm.", MessageKind.Complaint, null, Priority.Urgent)]
    [InlineData("Evdə qaz sızması var, həyati təhlükə yaranıb, cavab verən yoxdur.", MessageKind.Complaint, null, Priority.Urgent)]
    [InlineData("Kartımdan icazəsiz pul çıxıb, bu fırıldaqçılıqdır.", MessageKind.Complaint, null, Priority.High)]
    [InlineData("Anam əlildir, lift bir aydır işləmir.", MessageKind.Complaint, null, Priority.High)]
    [InlineData("Təklif edirəm ki, tətbiqə qaranlıq rejim əlavə edəsiniz.", MessageKind.Suggestion, null, Priority.Low)]
    [InlineData("Magazada oturmaq ucun yer olsa yaxsi olardi.", MessageKind.Suggestion, null, Priority.Low)]
    [InlineData("Çatdırılma saatını özümüz seçə bilsəydik, əla olardı.", MessageKind.Suggestion, null, null)]
    [InlineData("Əməkdaşlarınız çox nəzakətlidir, xidmətdən çox razıyam, təşəkkür edirəm.", MessageKind.Praise, Category.StaffService, Priority.Low)]
    [InlineData("Cox yaxsi xidmetdir, sag olun, her sey ela idi.", MessageKind.Praise, null, Priority.Low)]
    [InlineData("Sifariş tez çatdırıldı, mükəmməl xidmət, minnətdaram.", MessageKind.Praise, Category.Delivery, Priority.Low)]
    [InlineData("Bu telefon nə vaxt satışda olacaq?", MessageKind.Question, null, Priority.Normal)]
    [InlineData("Xarice catdirilma var mi, qiymeti nece olur?", MessageKind.Question, null, Priority.Normal)]
    [InlineData("Kredit üçün hansı sənədlər lazımdır, məlumat ala bilərəm?", MessageKind.Question, null, null)]
    [InlineData("Salam, sabahınız xeyir", MessageKind.Irrelevant, null, Priority.Low)]
    [InlineData("Təbriklər, qazandınız! Pulsuz bonus üçün linkə keçin və kazino oyunlarında qeydiyyatdan keçin", MessageKind.Spam, null, Priority.Low)]
    public void Classify_Azerbaijani_SaysWhatAPersonSays(string text, MessageKind kind, Category? category, Priority? priority)
    {
        Answers.Check(text, "az", kind, category, priority);
    }
}
