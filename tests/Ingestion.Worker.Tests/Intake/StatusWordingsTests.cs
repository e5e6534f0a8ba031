using Ingestion.Channels;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Intake;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

public sealed class StatusWordingsTests
{
    [Theory]
    [InlineData("status", "")]
    [InlineData("STATUS?", "")]
    [InlineData("Status 1234-5678-9012 please", "")]
    [InlineData("What is the status of my complaint?", "")]
    [InlineData("Hello, any update on my case? Thanks", "en")]
    [InlineData("durum", "tr")]
    [InlineData("DURUM", "tr")]
    [InlineData("Durum nedir?", "tr")]
    [InlineData("Şikayetimin durumu nedir, öğrenebilir miyim lütfen", "tr")]
    [InlineData("sikayetim ne durumda", "tr")]
    [InlineData("Merhaba, başvurumun son durumu nedir? Teşekkürler", "tr")]
    [InlineData("1234 5678 9012 numaralı başvurum ne oldu", "")]
    [InlineData("vəziyyət", "az")]
    [InlineData("VƏZİYYƏT", "az")]
    [InlineData("veziyyet", "az")]
    [InlineData("Müraciətimin vəziyyəti necədir?", "az")]
    [InlineData("Salam, muracietim hansi merheledədir", "az")]
    [InlineData("وضعیت", "fa")]
    [InlineData("وضعيت", "fa")]
    [InlineData("سلام، وضعیت شکایت من چیست؟", "fa")]
    [InlineData("پیگیری شماره ۱۲۳۴-۵۶۷۸-۹۰۱۲ لطفاً", "fa")]
    [InlineData("vaziyat shekayatam chie", "fa")]
    public void LanguageOf_AQuestionForTheStatus_IsOne(string text, string language) => Assert.Equal(language, StatusWordings.LanguageOf(Sms(text), hasNumber: false));

    [Theory]
    [InlineData("")]
    [InlineData("1234-5678-9012")]
    [InlineData("hello")]
    [InlineData("teşekkürler")]
    [InlineData("bilgi istiyorum")]
    [InlineData("Durum çok kötü, üç haftadır bekliyorum")]
    [InlineData("status of the flight AB123 was wrong")]
    [InlineData("my order status says delivered but nothing came")]
    [InlineData("update my address please")]
    [InlineData("vəziyyət dözülməzdir")]
    [InlineData("وضعیت اینترنت خراب است")]
    [InlineData("نتیجه ندارد")]
    [InlineData("takip edilmek istemiyorum")]
    public void LanguageOf_AnythingElse_IsNone(string text) => Assert.Null(StatusWordings.LanguageOf(Sms(text), hasNumber: false));

    [Fact]
    public void LanguageOf_ANumberAlone_AsksInATextMessageAndNotByMail()
    {
        Assert.Equal("", StatusWordings.LanguageOf(Sms("1234-5678-9012"), hasNumber: true));
        Assert.Null(StatusWordings.LanguageOf(Sms("1234-5678-9012") with { Medium = Medium.Email }, hasNumber: true));
    }

    [Fact]
    public void LanguageOf_Mail_LooksAtTheSubjectOnlyWhereThereIsNoText()
    {
        Assert.Equal("tr", StatusWordings.LanguageOf(Mail("Durum", ""), hasNumber: false));
        Assert.Equal("tr", StatusWordings.LanguageOf(Mail("Ynt: Şikâyetiniz kaydedildi: 1234-5678-9012", "durum nedir\n\nAyşe Yılmaz\niPhone'umdan gönderildi"), hasNumber: true));
        Assert.Null(StatusWordings.LanguageOf(Mail("Durum", "Kargom gelmedi"), hasNumber: false));
    }

    [Fact]
    public void LanguageOf_WithAnAttachment_IsNoQuestion() => Assert.Null(StatusWordings.LanguageOf(
        Sms("durum") with { Attachments = [new AttachmentSummary("photo.jpg", "image/jpeg", 1000)] }, hasNumber: false));

    private static InboundMessage Sms(string text) => new() { Medium = Medium.Sms, Text = text };

    private static InboundMessage Mail(string subject, string text) => new() { Medium = Medium.Email, Subject = subject, Text = text, SenderName = "Ayşe YILMAZ" };
}
