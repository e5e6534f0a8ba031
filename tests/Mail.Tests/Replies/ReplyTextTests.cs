using Ingestion.Mail.Replies;
using Xunit;

namespace Mail.Tests.Replies;

public sealed class ReplyTextTests
{
    /// <summary>How mail programs lead in what is answered: program, lead.</summary>
    public static TheoryData<string, string> Leads => new()
    {
        { "Gmail en", "On Mon, Nov 24, 2025 at 10:12 AM Ali <ali@b.example> wrote:\n\n> old\n> more" },
        { "Gmail en, wrapped", "On Mon, Nov 24, 2025 at 10:12 AM Ali Very Long Name\n<ali@b.example> wrote:\n\n> old" },
        { "Gmail en without marks", "On Mon, Nov 24, 2025 at 10:12 AM Ali <ali@b.example> wrote:\n\nold" },
        { "Gmail tr", "Ali <ali@b.example>, 24 Kas 2025 Pzt, 10:12 tarihinde şunu yazdı:\n\n> old" },
        { "Gmail tr, wrapped", "Ali Çok Uzun Adlı Bir Müşteri <ali@b.example>, 24 Kas 2025 Pzt, 10:12 tarihinde şunu\nyazdı:\n\n> old" },
        { "Gmail az", "24 noy 2025, b.e. 10:12 tarixində Ali <ali@b.example> yazdı:\n\n> old" },
        { "Gmail az, other form", "Ali <ali@b.example> 24 noy 2025, 10:12 tarixində yazıb:\n> old" },
        { "Gmail fa", "در تاریخ دوشنبه ۲۴ نوامبر ۲۰۲۵، ۱۰:۱۲ علی <ali@b.example> نوشت:\n\n> old" },
        { "Gmail fa with marks", "\u200Fدر تاریخ دوشنبه ۲۴ نوامبر ۲۰۲۵، ۱۰:۱۲ علی \u202A<ali@b.example>\u202C نوشت\u200F:\u200F\n\nold" },
        { "Gmail ru", "пн, 24 нояб. 2025 г. в 10:12, Ali <ali@b.example>:\n\n> old" },
        { "Apple en", "On 24 Nov 2025, at 10:12, Ali <ali@b.example> wrote:\n> \n> old" },
        { "Apple en, name alone", "On 24 Nov 2025, at 10:12, Ali Veli wrote:\n\nold" },
        { "Apple tr", "Ali <ali@b.example> şunları yazdı (24 Kas 2025 10:12):\n\n> old" },
        { "Apple ru", "24 нояб. 2025 г., в 10:12, Ali <ali@b.example> написал(а):\n\n> old" },
        { "Apple fa", "در ۲۴ نوامبر ۲۰۲۵، ساعت ۱۰:۱۲، علی <ali@b.example> نوشته است:\n> old" },
        { "Thunderbird en", "On 24.11.2025 10:12, Ali wrote:\n> old" },
        { "Thunderbird tr", "24.11.2025 10:12 tarihinde Ali yazdı:\n> old" },
        { "Outlook 2019 tr", "\"Ali\" <ali@b.example>, 24.11.2025 10:12 tarihinde şunu yazdı:\n\nold" },
        { "Outlook en", "From: Ali <ali@b.example>\nSent: Monday, November 24, 2025 10:12 AM\nTo: Support <s@shop.example>\nSubject: RE: order\n\nold" },
        { "Outlook en, bold", "*From:* Ali <ali@b.example>\n*Sent:* Monday, November 24, 2025 10:12 AM\n*To:* s@shop.example\n*Subject:* RE: order\n\nold" },
        { "Outlook mobile", "________________________________\nFrom: Ali <ali@b.example>\nSent: Monday, November 24, 2025 10:12:00 AM\nTo: s@shop.example\nSubject: RE: order\n\nold" },
        { "Outlook web, mac", "From: Ali <ali@b.example>\nDate: Monday, 24 November 2025 at 10:12\nTo: s@shop.example\nSubject: RE: order\n\nold" },
        { "Outlook tr", "Kimden: Ali <ali@b.example>\nGönderildi: 24 Kasım 2025 Pazartesi 10:12\nKime: s@shop.example\nKonu: YNT: sipariş\n\nold" },
        { "Outlook tr, other labels", "Gönderen: Ali\nGönderim Tarihi: 24 Kasım 2025\nKime: s@shop.example\nBilgi: x@y.example\nKonu: sipariş\n\nold" },
        { "Outlook az", "Kimdən: Ali\nGöndərilib: 24 noyabr 2025\nKimə: s@shop.example\nMövzu: Cvb: sifariş\n\nold" },
        { "Outlook fa", "\u200Fاز: علی <ali@b.example>\n\u200Fارسال شده: دوشنبه ۲۴ نوامبر ۲۰۲۵\n\u200Fبه: s@shop.example\n\u200Fموضوع: سفارش\n\nold" },
        { "Outlook ru", "От: Ali <ali@b.example>\nОтправлено: 24 ноября 2025 г. 10:12\nКому: s@shop.example\nТема: заказ\n\nold" },
        { "Outlook old", "-----Original Message-----\nFrom: Ali\n\nold" },
        { "Outlook old tr", "-----Özgün İleti-----\nKimden: Ali\n\nold" },
        { "Yandex", "24.11.2025, 10:12, \"Ali\" <ali@b.example>:\n\n> old" },
        { "Yandex without marks", "24.11.2025, 10:12, \"Ali\" <ali@b.example>:\n\nold" },
        { "Mail.ru", "Понедельник, 24 ноября 2025, 10:12 +04:00 от Ali <ali@b.example>:\n\n> old" },
        { "Mail.ru without marks", "Понедельник, 24 ноября 2025, 10:12 +04:00 от Ali <ali@b.example>:\n\nold" },
        { "Yahoo en", "On Monday, November 24, 2025 at 10:12:00 AM GMT+3, Ali <ali@b.example> wrote:\n\nold" },
        { "Yahoo tr", "24 Kasım 2025 Pazartesi 10:12:00 GMT+3 tarihinde, Ali <ali@b.example> şunu yazdı:\n\nold" },
        { "Samsung en", "-------- Original message --------\nFrom: Ali <ali@b.example>\nDate: 24/11/2025 10:12 (GMT+03:00)\nTo: s@shop.example\nSubject: Re: order\n\nold" },
        { "Samsung tr", "-------- Orijinal mesaj --------\nKimden: Ali <ali@b.example>\nTarih: 24.11.2025 10:12 (GMT+03:00)\nAlıcı: s@shop.example\nKonu: Re: sipariş\n\nold" },
        { "Notes", "-----Ali Veli wrote: -----\nTo: s@shop.example\n\nold" },
        { "Zoho", "---- On Tue, 24 Nov 2025 10:12:45 +0400 Ali Veli <ali@b.example> wrote ----\n\nold" },
        { "Samsung fa", "-------- پیام اصلی --------\nاز: علی\n\nold" },
    };

    [Theory]
    [MemberData(nameof(Leads))]
    public void Split_AnswerAboveHistory_KeepsTheOwnWords(string program, string lead)
    {
        foreach (var own in (string[])["Hâlâ gelmedi.", "هنوز نرسیده.\n\nمتشکرم", "Salam,\n\nsifariş: 17\nqeyd: tez"])
        {
            var reply = ReplyText.Split($"{own}\n\n{lead}\n");

            Assert.Equal((program, own), (program, reply.Own));
            Assert.Equal(lead, reply.Quoted);
            Assert.Null(reply.Signature);
            Assert.False(reply.IsForward);
        }
    }

    [Theory]
    [InlineData("---------- Forwarded message ---------\nFrom: Ali <ali@b.example>\nDate: Mon\n\nold")]
    [InlineData("-------- Forwarded Message --------\nSubject: x\n\nold")]
    [InlineData("İleti başlangıcı:\n\nFrom: Ali\n\nold")]
    [InlineData("----- İletilmiş Mesaj -----\nold")]
    [InlineData("---------- Yönlendirilen ileti ----------\nold")]
    [InlineData("---------- Yönləndirilmiş mesaj ----------\nold")]
    [InlineData("-------- Пересылаемое сообщение --------\nold")]
    [InlineData("---------- پیام هدایت‌شده ----------\nold")]
    public void Split_NoteAboveAForward_IsMarkedAsForward(string lead)
    {
        var reply = ReplyText.Split($"Buna baxın.\n\n{lead}");

        Assert.Equal(("Buna baxın.", lead, true), (reply.Own, reply.Quoted, reply.IsForward));
    }

    [Theory]
    [InlineData("---------- Forwarded message ---------\nFrom: Ali <ali@b.example>\nDate: Mon, Nov 24, 2025\nSubject: x\nTo: <s@shop.example>\n\nThe lift fell.\n-- \nAli", true)]
    [InlineData("Begin forwarded message:\n\nFrom: Ali <ali@b.example>\nSubject: x\nDate: 24 November 2025\nTo: s@shop.example\n\nThe lift fell.", true)]
    [InlineData("________________________________\nFrom: Ali <ali@b.example>\nSent: Monday\nTo: s@shop.example\nSubject: x\n\nThe lift fell.", false)]
    [InlineData("\u200Fاز: علی <ali@b.example>\n\u200Fارسال شده: دوشنبه\n\u200Fبه: s@shop.example\n\u200Fموضوع: سفارش\n\nآسانسور افتاد", false)]
    public void Split_NothingButHistory_StaysWhole(string text, bool isForward)
    {
        var reply = ReplyText.Split(text);

        Assert.Equal((text, null, null, true, isForward), (reply.Own, reply.Quoted, reply.Signature, reply.IsHistory, reply.IsForward));
    }

    [Theory]
    [InlineData("Hello\nSent from my iPhone\nThe heater caught fire last night, nobody answers the phone")]
    [InlineData("Merhaba\n-- \nKolum kırıldı, hastanedeyim.\nKimse aramadı.")]
    [InlineData("Hi.\n\nThis email and the confidential invoice were sent to the wrong person. I demand that you delete it.")]
    [InlineData("سلام\n--\nکولر آتش گرفت")]
    public void Split_MarkBelowAGreetingAlone_IsNoSignature(string text) => Assert.Equal(text, ReplyText.Split(text).Own);

    [Theory]
    [InlineData("My order is late.\nSent from my iPhone\nAli Veli", "My order is late.")]
    [InlineData("My order is late.\nSent from my iPhone\nAnd the second one that came last week was broken in three places.", null)]
    public void Split_SentenceBelowATelephonesLine_IsKept(string text, string? own) => Assert.Equal(own ?? text, ReplyText.Split(text).Own);

    [Theory]
    [InlineData("My answers below in red.", true)]
    [InlineData("Merhaba, YANITLARIM AŞAĞIDA.", true)]
    [InlineData("Salam, cavablarım aşağıdadır.", true)]
    [InlineData("سلام، پاسخ‌ها در زیر به رنگ قرمز", true)]
    [InlineData("I have no answer from you.", false)]
    [InlineData("Aşağıdaki cevabınız sorunumu çözmüyor.", false)]
    public void Split_AnswersWithinUnmarkedHistory_AreTold(string note, bool within)
    {
        var reply = ReplyText.Split(note + "\n\nFrom: Support <s@shop.example>\nSent: Monday\nTo: Ali\nSubject: Re: kettle\n\nWhen did you buy it? Yesterday.");

        Assert.Equal((note, within), (reply.Own, reply.IsAnsweredWithin));
    }

    [Theory]
    [InlineData("On Mon, Nov 24, 2025 at 10:12 AM Ali <ali@b.example> wrote:\n> When?\n>\n> Where?\n\nYesterday, in Baku.\nThanks", "Yesterday, in Baku.\nThanks")]
    [InlineData("Ali <ali@b.example>, 24 Kas 2025 10:12 tarihinde şunu yazdı:\n> soru\n\nCevap burada.", "Cevap burada.")]
    public void Split_AnswerBelowHistory_KeepsTheOwnWords(string text, string own)
    {
        var reply = ReplyText.Split(text);

        Assert.Equal(own, reply.Own);
        Assert.StartsWith(text[..20], reply.Quoted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hello\n\n> When did you buy it?\nYesterday.\n> Where?\nIn Baku.\n")]
    [InlineData("On Mon, Nov 24, 2025 at 10:12 AM Ali <ali@b.example> wrote:\n> When?\nYesterday.\n> Where?\nIn Baku.")]
    [InlineData("Hello\n> When?\nYesterday.\n> the rest\n> of it")]
    [InlineData("> Only this\n> was forwarded")]
    [InlineData("> When?\nYesterday.")]
    [InlineData("Müdür bana 2 gün önce saat 10:30'da şunu yazdı:\nÜrünü iade edemezsiniz.")]
    [InlineData("I bought these items:\n1. kettle\n2. toaster")]
    [InlineData("From: Baku\nTo: Ganja\nI travelled by bus.")]
    [InlineData("My flight was cancelled:\nFrom: Baku\nTo: Ganja\nDate: 24.11.2025 10:12\nI want my money back.")]
    [InlineData("Biletim iptal edildi.\nKimden: Otogar\nKime: Ayla\nTarih: 24.11.2025 10:12\nParamı istiyorum.")]
    [InlineData("---------- Forwarded message ---------\nFrom: Ali\n\nall of it")]
    [InlineData("Kargo dün İstanbul'dan gönderildi.\nHâlâ gelmedi.")]
    [InlineData("Evraklar posta ile gönderildi")]
    [InlineData("a -- b\n--- c ---\nd")]
    [InlineData("Bu mesaj çok önemli.\n\nBu mesaj hakkında cevap bekliyorum.")]
    [InlineData("")]
    [InlineData("\n\n")]
    public void Split_NothingCertain_KeepsAll(string text)
    {
        var reply = ReplyText.Split(text);

        Assert.Equal((text, null, null), (reply.Own, reply.Signature, reply.Quoted));
        Assert.Null(reply.Disclaimer);
    }

    [Fact]
    public void Split_InlineAnswersAboveOlderHistory_CutsTheOlderOneOnly()
    {
        var reply = ReplyText.Split("Hello\n> When?\nYesterday.\n> Where?\nIn Baku.\n\nFrom: Ali\nSent: Monday\nTo: s@shop.example\nSubject: x\n\nold");

        Assert.Equal("Hello\n> When?\nYesterday.\n> Where?\nIn Baku.", reply.Own);
    }

    [Theory]
    [InlineData("-- \nAli Veli\n+994 50 000 00 00")]
    [InlineData("--\nAli Veli")]
    [InlineData("Sent from my iPhone")]
    [InlineData("Sent from my Samsung Galaxy smartphone.")]
    [InlineData("Get Outlook for iOS<https://aka.ms/o0ukef>")]
    [InlineData("Sent from Mail for Windows")]
    [InlineData("iPhone'umdan gönderildi")]
    [InlineData("Samsung Galaxy akıllı telefonumdan gönderildi.")]
    [InlineData("Android için Outlook uygulamasını edinin")]
    [InlineData("Huawei telefonumdan gönderildi")]
    [InlineData("iPhone-dan göndərildi")]
    [InlineData("Samsung cihazımdan göndərilib")]
    [InlineData("Отправлено с iPhone")]
    [InlineData("Отправлено из мобильной Почты Mail")]
    [InlineData("ارسال شده از iPhone من")]
    [InlineData("\u200Fفرستاده شده از گوشی من")]
    public void Split_Signature_IsSetApart(string signature)
    {
        var reply = ReplyText.Split($"Kargo gelmedi.\n\n{signature}\n\nOn Mon, Nov 24, 2025 at 10:12 AM Ali <ali@b.example> wrote:\n> old");

        Assert.Equal(("Kargo gelmedi.", signature), (reply.Own, reply.Signature));
        Assert.NotNull(reply.Quoted);
    }

    [Fact]
    public void Split_MarkWithALongTextBelow_IsNoSignature()
    {
        var text = "Hello\n--\n" + string.Concat(Enumerable.Range(1, 40).Select(number => $"line {number}\n"));

        Assert.Equal(text, ReplyText.Split(text).Own);
    }

    [Fact]
    public void Split_DeviceNamedInTheMiddle_IsNoSignature()
    {
        var text = "I wrote before:\nSent from my iPhone is what it says\nand it fails\nbut not always\nand not today";

        Assert.Equal(text, ReplyText.Split(text).Own);
    }

    [Theory]
    [InlineData("This e-mail and any attachments are confidential and intended solely for the addressee.\nIf you are not the intended recipient, delete it.")]
    [InlineData("CONFIDENTIALITY NOTICE: this is privileged.")]
    [InlineData("Bu e-posta ve ekleri gizlidir ve yalnızca muhatabına aittir.")]
    [InlineData("YASAL UYARI: Bu mesaj gizli bilgi içerebilir.")]
    [InlineData("BU ELEKTRON MƏKTUB MƏXFİDİR.")]
    [InlineData("این ایمیل و پیوست‌های آن محرمانه است.")]
    [InlineData("Данное сообщение конфиденциально и предназначено только адресату.")]
    public void Split_Disclaimer_IsSetApart(string disclaimer)
    {
        var reply = ReplyText.Split($"Kargo gelmedi.\n\n--\nAli\n\n{disclaimer}\n\nFrom: A\nSent: B\nTo: C\nSubject: D\n\nold");

        Assert.Equal(("Kargo gelmedi.", "--\nAli", disclaimer), (reply.Own, reply.Signature, reply.Disclaimer));
    }

    [Theory]
    [InlineData("This message is confidential.\n\nMy complaint: nothing came.")]
    public void Split_DisclaimerAlone_IsKept(string text) => Assert.Equal(text, ReplyText.Split(text).Own);

    [Theory]
    [InlineData("> a\nb\n")]
    [InlineData("> a\n\n")]
    [InlineData("From: x\n")]
    [InlineData("From: x\nSent: y\n")]
    [InlineData("On 24 Nov 2025 10:12 a@b.c:\n")]
    [InlineData("a@b.c 2025 10:12 x:\n")]
    [InlineData(":\n")]
    [InlineData("\n\nthis message\n")]
    [InlineData("Sent from my x\n")]
    [InlineData("--\n")]
    [InlineData("-----x-----\n")]
    [InlineData("\u200F")]
    [InlineData("x")]
    public void Split_AMegabyteOfTheSame_EndsSoon(string piece)
    {
        var text = "own\n" + string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)) + "\nend";
        var before = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;

        Assert.NotNull(ReplyText.Split(text).Own);
        Assert.InRange(System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime - before, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }
}
