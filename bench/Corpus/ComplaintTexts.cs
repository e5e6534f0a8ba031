using System.Globalization;
using System.Text;

namespace Ingestion.Bench.Corpus;

/// <summary>Made-up complaints in four languages, the same text for the same number.</summary>
internal static class ComplaintTexts
{
    public static readonly string[] Languages = ["tr", "az", "fa", "en"];

    private static readonly string[][] Sentences =
    [
        [
            "Merhaba, {0} numaralı siparişim iki haftadır elime ulaşmadı.",
            "Müşteri hizmetlerini üç kez aradım, her seferinde farklı bir cevap aldım.",
            "Faturama bilgim olmadan {1} lira ek ücret yansıtılmış, iadesini istiyorum.",
            "İnternet bağlantım akşamları sürekli kopuyor ve hız ölçümleri çok düşük çıkıyor.",
            "Kargo şubesi paketin kaybolduğunu söyledi ama kimse sorumluluk almıyor.",
            "Ürün kutusundan kırık çıktı, değişim talebim on gündür bekliyor.",
            "Kartımdan aynı gün içinde iki kez çekim yapılmış, lütfen inceleyin.",
            "Bu durumdan çok mağdur oldum, çözüm bulunmazsa tüketici hakem heyetine başvuracağım.",
            "Uygulamaya girmek istediğimde şifremin yanlış olduğunu söylüyor, oysa dün değiştirdim.",
            "Lütfen en kısa sürede bana dönüş yapın, teşekkür ederim.",
        ],
        [
            "Salam, {0} nömrəli sifarişim hələ də gəlməyib.",
            "Kartım işləmir və bankomat {1} manatımı verməyib.",
            "Üç gündür internet yoxdur, operator isə hər dəfə başqa cavab verir.",
            "Hesabımdan icazəm olmadan pul çıxılıb, xahiş edirəm geri qaytarın.",
            "Filialda iki saat növbə gözlədim, sonra dedilər ki, sistem işləmir.",
            "Alınan məhsul xarabdır, dəyişdirilməsini tələb edirəm.",
            "Tətbiqə daxil ola bilmirəm, təsdiq kodu gəlmir.",
            "Bu vəziyyət məni çox narazı salıb, məsələni tez həll edin.",
            "Ödəniş keçib, amma xidmət hələ aktivləşməyib.",
            "Cavabınızı gözləyirəm, təşəkkür edirəm.",
        ],
        [
            "سلام، سفارش شماره {0} من هنوز به دستم نرسیده است.",
            "از حساب من مبلغ {1} تومان بدون اجازه برداشت شده است.",
            "چند بار با پشتیبانی تماس گرفتم ولی کسی پاسخ درستی نداد.",
            "اینترنت خانه هر شب قطع می‌شود و سرعت آن بسیار پایین است.",
            "کالایی که فرستادید شکسته بود و درخواست تعویض دارم.",
            "رمز دوم برای من پیامک نمی‌شود و نمی‌توانم وارد برنامه شوم.",
            "از این وضعیت بسیار ناراضی هستم و تقاضای رسیدگی فوری دارم.",
            "کارمند شعبه رفتار مناسبی نداشت و مشکل من حل نشد.",
            "هزینه ارسال دو بار از من گرفته شده است، لطفاً بررسی کنید.",
            "منتظر پاسخ شما هستم، با تشکر.",
        ],
        [
            "Hello, my order {0} was due two weeks ago and has not arrived.",
            "I called three times and every agent told me something different.",
            "My bill shows an extra charge of {1} that I never agreed to, please refund it.",
            "The connection drops every evening and the speed is far below the contract.",
            "The parcel arrived open and the screen is broken, I want a replacement.",
            "My card was charged twice on the same day and nobody can explain why.",
            "The app rejects my password although I reset it yesterday.",
            "I waited two hours at the branch only to hear that the system is down.",
            "I am very disappointed and will go to the ombudsman if this is not settled.",
            "Please get back to me as soon as possible, thank you.",
        ],
    ];

    /// <summary>A text of that many letters, the same for the same numbers.</summary>
    public static (string Language, string Text) Make(int number, int letters)
    {
        var choice = new Random(number);
        var language = number % Languages.Length;
        var sentences = Sentences[language];
        var text = new StringBuilder(letters + 120);
        while (text.Length < letters)
        {
            text.AppendFormat(CultureInfo.InvariantCulture, sentences[choice.Next(sentences.Length)], choice.Next(100_000, 999_999), choice.Next(10, 900)).Append(' ');
        }

        text.Length = Math.Min(text.Length, letters);
        return (Languages[language], text.ToString().TrimEnd());
    }
}
