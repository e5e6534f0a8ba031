namespace Ingestion.Worker.Matching;

/// <summary>Words that say little or something about a matter, as they are written; <see cref="WordWeights"/> folds them. Extend freely, then run the evaluation.</summary>
internal static class WordLists
{
    public const string Turkish =
        """
        merhaba merhabalar selam selamlar iyi günler günaydın akşamlar sayın yetkili yetkililer ilgili bey hanım beyefendi hanımefendi kolay gelsin
        lütfen rica ederim ederiz teşekkür teşekkürler saygılar sevgiler bilginize bilgilerinize arz gereğini gereği yapılmasını dönüş yapmanızı bekliyorum
        acil acilen ve veya ile ama fakat ancak ki da de mi mı mu mü bu şu o bir iki çok daha en hiç her şey için gibi kadar sonra önce göre ben sen biz siz onlar
        benim bizim sizin sizden size bana bize beni var yok değil olan olarak oldu olmadı ise ne nasıl neden niye niçin hâlâ hala henüz şimdi artık yine tekrar
        sadece bile diye çünkü eğer hem ya yani evet hayır tamam lakin üzere tüm bütün kendi şekilde konu konuda hakkında rağmen bugün dün yarın gün gündür hafta
        saat ay ediyorum istiyorum olsun musunuz misiniz mısınız cevap cevabı yanıt dönmedi dönecek dönüş gelişme haber yazmıştım yazdım vermiyorsunuz verecek misin beklemedeyim bekledim alamadım zaman yapacaksınız
        """;

    public const string Azerbaijani =
        """
        salam salamlar hörmətli xanım bəy cənab günortanız sabahınız axşamınız xeyir zəhmət olmasa xahiş edirəm edirik təşəkkür təşəkkürlər sağ olun minnətdaram
        cavab gözləyirəm nəzərinizə çatdırıram və ya ilə amma ancaq lakin ki da də bu o bir iki çox daha ən heç hər şey üçün kimi qədər sonra əvvəl görə mən sən biz siz
        onlar mənim bizim sizin sizə mənə bizə məni var yox deyil olan olaraq oldu olmadı isə nə necə niyə hələ indi artıq yenə təkrar yalnız belə deyə çünki əgər həm yəni
        bəli xeyr bütün öz barədə haqqında baxmayaraq bu gün dünən sabah gün gündür həftə saat ay istəyirəm cavab cavabı geri dönmədi yenilik xəbər yazmışdım yazdım yazacaqsınız vermirsiniz gözlədim gəlmədi vaxt edin təcili olur olar idi ki
        """;

    public const string Persian =
        """
        سلام درود خسته نباشید وقت بخیر روز صبح عصر جناب آقای خانم سرکار محترم گرامی لطفا لطفاً خواهشمندم خواهش میکنم ممنون متشکرم سپاسگزارم تشکر سپاس مرسی
        لطف بفرمایید کنید کنم فرمایید رسیدگی پیگیری منتظر پاسخ هستم هستیم و یا با از به در که را این آن یک دو خیلی بسیار بیشتر هیچ هر چیز برای مثل تا بعد قبل من تو ما شما آنها
        او خود است هست نیست بود نبود شد نشد شده نشده میشود می باشد باشد ولی اما اگر چون چرا چطور هنوز الان دیگر باز دوباره فقط هم بله نه همه درباره مورد امروز دیروز فردا روز
        روزه هفته ساعت ماه دارم داریم دارد میخواهم جواب جوابی پاسخ پاسخی خبری خبر نوشتم نوشته بودم کسی تماس نگرفت نگرفتم نیامد می‌دهید نمی‌دهید کی کرده کردم کردند کرد است ام اید پس نیز
        """;

    public const string English =
        """
        hi hello hey dear sir madam team all good morning afternoon evening please kindly thank thanks thankyou you your yours regards appreciate awaiting reply response
        looking forward asap urgent urgently and or with but however that this these those it its a an the one two very more most no not any every thing for like until after
        before i me my mine we us our he she they them their have has had am is are was were be been being do does did done will would can could should may might of in on at to from
        by as so if then than because what when where which who why how still yet now again just only even also too here there about into out up down over under just
        today yesterday tomorrow day days week weeks hour hours month get got getting answer answers answering news heard hear back wrote written replied replies happening happened anyone somebody someone anybody nobody waiting wait im ive dont cant wont didnt doesnt isnt wasnt
        """;

    /// <summary>How whole groups of people are addressed, and what customers demand or threaten whatever the matter is.</summary>
    public const string Demands =
        """
        birim birime birimi müdürlüğüne kurumunuza tüketici tüketicinin hakem heyeti heyetine başvuru başvuracağım başvurmak başvuracağımı mahkeme mahkemeye avukat avukatım dava savcılık
        btk şikayetvar mağdur mağduriyet mağduriyetim mağduriyetimin mağduriyetimi karşılanmasını giderilmesini giderin talep ediyoruz çözülmesini çözün çözüm çözümü tazminat tazmin bildirin
        bildiriniz yazılı olarak yasal hakkım hakkımı haklarımı gelmezse olmazsa aksi halde takdirde beklerim gerekeni
        əməkdaşlar əməkdaş aidiyyəti üzrə aidiyyatı istehlakçı istehlakçıların müdafiəsi qurum quruma qurumuna yazacağam məhkəmə məhkəməyə vəkil vəkilim ziyan ziyanım ziyanın kompensasiya təzminat
        ödənilməsini tələb tələbim edirik həll olunmasını olunsun həllini bildirin bildirəsiniz yazılı əks halda təqdirdə olmasa hüquqi hüququm araşdırın ərzində
        همکاران همکار کارشناسان واحد مربوطه سازمان حمایت مصرف‌کننده مصرف‌کنندگان مصرف تعزیرات دادگاه وکیل قانونی حقوقی حق حقم خسارت جبران غرامت خواستار خواهان خواستارم می‌کنم می‌خواهم اقدام کتبی کتبا
        بنویسید اعلام نمایید فرمائید وگرنه غیر صورت نگرفته‌ام نگرفته منتظرم منتظریم جوابم پاسخم تماس
        whom concern concerned team department ombudsman regulator watchdog court lawyer solicitor attorney sue legal action compensation compensate compensated expect demand insist want need
        sort sorted resolve writing otherwise matter trading standards consumer rights tell going
        """;

    /// <summary>Days and months: they are written like names and tell matters apart no more than other dates do.</summary>
    public const string Dates =
        """
        pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
        bazar ertəsi çərşənbə axşamı cümə şənbə yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr
        شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december
        """;

    /// <summary>What stands above a name at the end.</summary>
    public const string Closings =
        """
        saygılarımla saygılarımızla saygılar teşekkürler hörmətlə hörmətlər təşəkkürlər احترام باتشکر بااحترام ارادتمند سپاس regards sincerely cheers faithfully
        """;

    /// <summary>What mail programs write above a forwarded or quoted text, and below a text.</summary>
    public const string Headers =
        """
        kimden kime gönderen gönderildi gönderilen tarih konu ilt ynt yön iletilen ileti orijinal mesaj yazdı tarihinde şunu kimdən kimə göndərilib mövzu tarix yazdı yönləndirilmiş
        از به ارسال تاریخ موضوع پیام فوروارد نوشت from to sent date subject cc re fw fwd forwarded message original begin wrote gmail com iphone iphoneumdan android outlook
        gönderildi göndərildi telefonumdan cihazımdan mobil
        """;

    public const string Themes =
        """
        sipariş siparişim siparişimi siparişimin kargo kargom kargoya fatura faturam faturamda ürün ürünü ürünün para paramı param iade iadesi müşteri hizmetleri hizmet temsilci firma şirket
        şikayet şikayetçiyim sorun problem çözüm çözülmedi gelmedi ulaşmadı geç hesap hesabım hesabıma uygulama internet telefon numaralı nolu numarası aldım aradım kimse
        sifariş sifarişim sifarişimi kuryer faktura hesab hesabım məhsul məhsulu pul pulum pulumu geri qaytarılma müştəri xidməti xidmət operator şirkət şikayət şikayətim problem həll
        gəlmədi çatmadı gecikir tətbiq nömrəli zəng aldım heç kim cavab vermir
        سفارش سفارشم کالا محصول مرسوله بسته پست فاکتور صورتحساب قبض پول پولم هزینه مبلغ بازگشت مرجوع مشتری خدمات پشتیبانی شرکت شکایت مشکل حل نرسیده نرسید تاخیر
        حساب اپلیکیشن برنامه اینترنت تلفن شماره خرید خریدم تماس گرفتم کسی جواب نمیدهد
        order ordered delivery delivered package parcel invoice bill billed charged charge product item money refund customer service support company complaint complain problem issue
        solved resolved arrived received late account app application internet phone number bought called call nobody
        """;
}
