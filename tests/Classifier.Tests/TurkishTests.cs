using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

public sealed class TurkishTests
{
    private static readonly (string Text, MessageKind Kind, Category? Category, Priority? Priority)[] Sentences =
    [
        ("Siparişim üç haftadır gelmedi, kargo takip ekranında hâlâ yolda görünüyor.", MessageKind.Complaint, Category.Delivery, Priority.Normal),
        ("Kargom hala ulasmadi, kimse telefona bakmiyor, magdur oldum.", MessageKind.Complaint, Category.Delivery, Priority.Normal),
        ("Kurye paketi kapıya bırakıp gitmiş, teslimat eksik yapıldı.", MessageKind.Complaint, Category.Delivery, null),
        ("Aldığım ayakkabının tabanı iki günde söküldü, çok kalitesiz.", MessageKind.Complaint, Category.ProductQuality, Priority.Normal),
        ("Gelen blender bozuk çıktı, kapağı da kırık.", MessageKind.Complaint, Category.ProductQuality, null),
        ("Urun defolu cikti, rengi ilk yikamada soldu, hic memnun kalmadim.", MessageKind.Complaint, Category.ProductQuality, null),
        ("Faturama kullanmadığım hizmetin ücreti yansıtılmış, paramın iadesini istiyorum.", MessageKind.Complaint, Category.BillingRefund, Priority.Normal),
        ("Iki aydir ucret iadesi bekliyorum, hesabima hicbir odeme yapilmadi.", MessageKind.Complaint, Category.BillingRefund, null),
        ("Kredi kartımdan bilgim dışında çekim yapılmış, dolandırıldım.", MessageKind.Complaint, Category.BillingRefund, Priority.High),
        ("Mağazadaki görevli bana bağırdı, çok saygısız davrandı.", MessageKind.Complaint, Category.StaffService, Priority.Normal),
        ("Musteri hizmetlerini defalarca aradim, temsilci telefonu yuzume kapatti, rezalet.", MessageKind.Complaint, Category.StaffService, null),
        ("Uygulamanız güncellemeden sonra sürekli çöküyor, giriş yapamıyorum.", MessageKind.Complaint, Category.TechnicalApp, Priority.Normal),
        ("Evde internet surekli kopuyor, modem degisti ama sorun cozulmedi.", MessageKind.Complaint, Category.TechnicalApp, null),
        ("Aboneliğimi iptal etmek istedim, cayma bedeli çıkardılar, taahhüt bitmişti.", MessageKind.Complaint, Category.ContractCancellation, Priority.Normal),
        ("Sozlesme kendiliginden yenilendi, uyeligimi iptal etmiyorsunuz.", MessageKind.Complaint, Category.ContractCancellation, null),
        ("Kişisel verilerim iznim olmadan paylaşıldı, KVKK kapsamında şikâyet ediyorum, avukatım dava açacak.", MessageKind.Complaint, Category.PrivacyLegal, Priority.Urgent),
        ("Şarj aleti patladı, elim yandı, hastaneye kaldırıldım.", MessageKind.Complaint, null, Priority.Urgent),
        ("Yediğimiz tavuktan zehirlendik, çocuğum acil serviste.", MessageKind.Complaint, null, Priority.Urgent),
        ("Annem yatalak hasta, asansör üç gündür çalışmıyor.", MessageKind.Complaint, null, Priority.High),
        ("Sorun çözülmezse tüketici hakem heyetine başvuracağım.", MessageKind.Complaint, null, Priority.High),
        ("Uygulamaya karanlık mod eklerseniz çok iyi olur, önerim budur.", MessageKind.Suggestion, null, Priority.Low),
        ("Bence magazaya bir oturma alani koysaniz daha iyi olur.", MessageKind.Suggestion, null, Priority.Low),
        ("Teslimat saatini kendimiz seçebilsek güzel olurdu, öneriyorum.", MessageKind.Suggestion, null, null),
        ("Mağazanızdaki çalışanlar çok nazikti, hizmetten çok memnun kaldım, elinize sağlık.", MessageKind.Praise, Category.StaffService, Priority.Low),
        ("Urun harika, cok begendim, tesekkur ederim.", MessageKind.Praise, null, Priority.Low),
        ("Kargo çok hızlı geldi, paketleme mükemmeldi, teşekkürler.", MessageKind.Praise, Category.Delivery, Priority.Low),
        ("Bu ürünün beyaz renkli olanı ne zaman gelecek, bilgi alabilir miyim?", MessageKind.Question, null, Priority.Normal),
        ("Yurt disina gonderim yapiyor musunuz, nasil siparis verebilirim?", MessageKind.Question, null, Priority.Normal),
        ("Hafta sonu mağazanız açık mı?", MessageKind.Question, null, null),
        ("Merhaba, iyi günler", MessageKind.Irrelevant, null, Priority.Low),
        ("Tebrikler kazandınız! Deneme bonusu ve freespin için hemen tıklayın: http://bahis.example", MessageKind.Spam, null, Priority.Low),
        ("SİPARİŞİM İPTAL EDİLDİ AMA İADE YAPILMADI, BU NASIL HİZMET", MessageKind.Complaint, null, null),
        ("yine ayni sey oldu", MessageKind.Complaint, null, null),
    ];

    [Fact]
    public void Classify_Turkish_SaysWhatAPersonSays() => Answers.Check("tr", Sentences);
}
