using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

public sealed class TurkishTests
{
    [Theory]
    [InlineData("Siparişim üç haftadır gelmedi, kargo takip ekranında hâlâ yolda görünüyor.", MessageKind.Complaint, Category.Delivery, Priority.Normal)]
    [InlineData("Kargom hala ulasmadi, kimse telefona bakmiyor, magdur oldum.", MessageKind.Complaint, Category.Delivery, Priority.Normal)]
    [InlineData("Kurye paketi kapıya bırakıp gitmiş, teslimat eksik yapıldı.", MessageKind.Complaint, Category.Delivery, null)]
    [InlineData("Aldığım ayakkabının tabanı iki günde söküldü, çok kalitesiz.", MessageKind.Complaint, Category.ProductQuality, Priority.Normal)]
    [InlineData("Gelen blender bozuk çıktı, kapağı da kırık.", MessageKind.Complaint, Category.ProductQuality, null)]
    [InlineData("Urun defolu cikti, rengi ilk yikamada soldu, hic memnun kalmadim.", MessageKind.Complaint, Category.ProductQuality, null)]
    [InlineData("Faturama kullanmadığım hizmetin ücreti yansıtılmış, paramın iadesini istiyorum.", MessageKind.Complaint, Category.BillingRefund, Priority.Normal)]
    [InlineData("Iki aydir ucret iadesi bekliyorum, hesabima hicbir odeme yapilmadi.", MessageKind.Complaint, Category.BillingRefund, null)]
    [InlineData("Kredi kartımdan bilgim dışında çekim yapılmış, dolandırıldım.", MessageKind.Complaint, Category.BillingRefund, Priority.High)]
    [InlineData("Mağazadaki görevli bana bağırdı, çok saygısız davrandı.", MessageKind.Complaint, Category.StaffService, Priority.Normal)]
    [InlineData("Musteri hizmetlerini defalarca aradim, temsilci telefonu yuzume kapatti, rezalet.", MessageKind.Complaint, Category.StaffService, null)]
    [InlineData("Uygulamanız güncellemeden sonra sürekli çöküyor, giriş yapamıyorum.", MessageKind.Complaint, Category.TechnicalApp, Priority.Normal)]
    [InlineData("Evde internet surekli kopuyor, modem degisti ama sorun cozulmedi.", MessageKind.Complaint, Category.TechnicalApp, null)]
    [InlineData("Aboneliğimi iptal etmek istedim, cayma bedeli çıkardılar, taahhüt bitmişti.", MessageKind.Complaint, Category.ContractCancellation, Priority.Normal)]
    [InlineData("Sozlesme kendiliginden yenilendi, uyeligimi iptal etmiyorsunuz.", MessageKind.Complaint, Category.ContractCancellation, null)]
    [InlineData("Kişisel verilerim iznim olmadan paylaşıldı, KVKK kapsamında şikâyet ediyorum, avukatım dava açacak.", MessageKind.Complaint, Category.PrivacyLegal, Priority.Urgent)]
    [InlineData("Şarj aleti patladı, elim yandı, hastaneye kaldırıldım.", MessageKind.Complaint, null, Priority.Urgent)]
    [InlineData("Yediğimiz tavuktan zehirlendik, çocuğum acil serviste.", MessageKind.Complaint, null, Priority.Urgent)]
    [InlineData("Annem yatalak hasta, asansör üç gündür çalışmıyor.", MessageKind.Complaint, null, Priority.High)]
    [InlineData("Sorun çözülmezse tüketici hakem heyetine başvuracağım.", MessageKind.Complaint, null, Priority.High)]
    [InlineData("Uygulamaya karanlık mod eklerseniz çok iyi olur, önerim budur.", MessageKind.Suggestion, null, Priority.Low)]
    [InlineData("Bence magazaya bir oturma alani koysaniz daha iyi olur.", MessageKind.Suggestion, null, Priority.Low)]
    [InlineData("Teslimat saatini kendimiz seçebilsek güzel olurdu, öneriyorum.", MessageKind.Suggestion, null, null)]
    [InlineData("Mağazanızdaki çalışanlar çok nazikti, hizmetten çok memnun kaldım, elinize sağlık.", MessageKind.Praise, Category.StaffService, Priority.Low)]
    [InlineData("Urun harika, cok begendim, tesekkur ederim.", MessageKind.Praise, null, Priority.Low)]
    [InlineData("Kargo çok hızlı geldi, paketleme mükemmeldi, teşekkürler.", MessageKind.Praise, Category.Delivery, Priority.Low)]
    [InlineData("Bu ürünün beyaz renkli olanı ne zaman gelecek, bilgi alabilir miyim?", MessageKind.Question, null, Priority.Normal)]
    [InlineData("Yurt disina gonderim yapiyor musunuz, nasil siparis verebilirim?", MessageKind.Question, null, Priority.Normal)]
    [InlineData("Hafta sonu mağazanız açık mı?", MessageKind.Question, null, null)]
    [InlineData("Merhaba, iyi günler", MessageKind.Irrelevant, null, Priority.Low)]
    [InlineData("Tebrikler kazandınız! Deneme bonusu ve freespin için hemen tıklayın: http://bahis.example", MessageKind.Spam, null, Priority.Low)]
    [InlineData("SİPARİŞİM İPTAL EDİLDİ AMA İADE YAPILMADI, BU NASIL HİZMET", MessageKind.Complaint, null, null)]
    [InlineData("yine ayni sey oldu", MessageKind.Complaint, null, null)]
    public void Classify_Turkish_SaysWhatAPersonSays(string text, MessageKind kind, Category? category, Priority? priority)
    {
        Answers.Check(text, "tr", kind, category, priority);
    }
}
