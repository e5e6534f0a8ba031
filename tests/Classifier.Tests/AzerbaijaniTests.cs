using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

public sealed class AzerbaijaniTests
{
    private static readonly (string Text, MessageKind Kind, Category? Category, Priority? Priority)[] Sentences =
    [
        ("Sifarişim iki həftədir gəlməyib, kuryer də zənglərə cavab vermir.", MessageKind.Complaint, Category.Delivery, Priority.Normal),
        ("Baglamam hele de catdirilmayib, sifarisi gozleyirem, cavab veren yoxdur.", MessageKind.Complaint, Category.Delivery, Priority.Normal),
        ("Kuryer bağlamanı səhv ünvana aparıb, mənə heç nə çatmayıb.", MessageKind.Complaint, Category.Delivery, null),
        ("Aldığım çayniki bir gün işlətdim, xarab oldu, keyfiyyətsiz məhsuldur.", MessageKind.Complaint, Category.ProductQuality, Priority.Normal),
        ("Mehsul siniq geldi, keyfiyyeti cox pisdir, naraziyam.", MessageKind.Complaint, Category.ProductQuality, null),
        ("Satdığınız süd iylənmişdi, vaxtı keçmiş məhsul satırsınız.", MessageKind.Complaint, Category.ProductQuality, null),
        ("Balansımdan xəbərim olmadan 5 manat tutulub, pulumu qaytarın.", MessageKind.Complaint, Category.BillingRefund, Priority.Normal),
        ("Odenis iki defe tutuldu, pulum hele qaytarilmayib.", MessageKind.Complaint, Category.BillingRefund, null),
        ("Fakturada artıq məbləğ yazılıb, ödənişi düzgün hesablamırsınız.", MessageKind.Complaint, Category.BillingRefund, null),
        ("Filialdakı işçi mənimlə çox kobud danışdı, belə rəftar olmaz.", MessageKind.Complaint, Category.StaffService, Priority.Normal),
        ("Operatorunuz telefonu uzume qapatdi, cox hormetsiz emekdasdir.", MessageKind.Complaint, Category.StaffService, null),
        ("Tətbiq açılmır, şifrəni yazıram, xəta verir.", MessageKind.Complaint, Category.TechnicalApp, Priority.Normal),
        ("Internet cox zeifdir, saytlar acilmir, modem de islemir.", MessageKind.Complaint, Category.TechnicalApp, null),
        ("Şəbəkəniz kənddə çəkmir, zəng edə bilmirəm.", MessageKind.Complaint, Category.TechnicalApp, null),
        ("Müqaviləni ləğv etmək istəyirəm, amma ofisdə imtina etdilər, bu biabırçılıqdır.", MessageKind.Complaint, Category.ContractCancellation, Priority.Normal),
        ("Abuneliyi legv etmirsiniz, avtomatik yenilenir, raziligim yoxdur.", MessageKind.Complaint, Category.ContractCancellation, null),
        ("Şəxsi məlumatlarım icazəm olmadan yayılıb, vəkilimlə məhkəməyə müraciət edəcəyəm.", MessageKind.Complaint, Category.PrivacyLegal, Priority.Urgent),
        ("Aldığım adapter partladı, əlim yandı, xəstəxanaya düşdüm.", MessageKind.Complaint, null, Priority.Urgent),
        ("Evdə qaz sızması var, həyati təhlükə yaranıb, cavab verən yoxdur.", MessageKind.Complaint, null, Priority.Urgent),
        ("Kartımdan icazəsiz pul çıxıb, bu fırıldaqçılıqdır.", MessageKind.Complaint, null, Priority.High),
        ("Anam əlildir, lift bir aydır işləmir.", MessageKind.Complaint, null, Priority.High),
        ("Təklif edirəm ki, tətbiqə qaranlıq rejim əlavə edəsiniz.", MessageKind.Suggestion, null, Priority.Low),
        ("Magazada oturmaq ucun yer olsa yaxsi olardi.", MessageKind.Suggestion, null, Priority.Low),
        ("Çatdırılma saatını özümüz seçə bilsəydik, əla olardı.", MessageKind.Suggestion, null, null),
        ("Əməkdaşlarınız çox nəzakətlidir, xidmətdən çox razıyam, təşəkkür edirəm.", MessageKind.Praise, Category.StaffService, Priority.Low),
        ("Cox yaxsi xidmetdir, sag olun, her sey ela idi.", MessageKind.Praise, null, Priority.Low),
        ("Sifariş tez çatdırıldı, mükəmməl xidmət, minnətdaram.", MessageKind.Praise, Category.Delivery, Priority.Low),
        ("Bu telefon nə vaxt satışda olacaq?", MessageKind.Question, null, Priority.Normal),
        ("Xarice catdirilma var mi, qiymeti nece olur?", MessageKind.Question, null, Priority.Normal),
        ("Kredit üçün hansı sənədlər lazımdır, məlumat ala bilərəm?", MessageKind.Question, null, null),
        ("Salam, sabahınız xeyir", MessageKind.Irrelevant, null, Priority.Low),
        ("Təbriklər, qazandınız! Pulsuz bonus üçün linkə keçin və kazino oyunlarında qeydiyyatdan keçin", MessageKind.Spam, null, Priority.Low),
    ];

    [Fact]
    public void Classify_Azerbaijani_SaysWhatAPersonSays() => Answers.Check("az", Sentences);
}
