using Ingestion.Worker.Matching;
using Xunit;

namespace Ingestion.Worker.Tests.Matching;

public sealed class MatchScoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Choose_OneMatterByMailSmsAndChat_IsOneComplaint()
    {
        var pool = new Pool();
        var mail = pool.Open(Traits("ali", "Merhaba, 48213377 numaralı siparişim hâlâ gelmedi, tencere takımını iki haftadır bekliyorum. Saygılarımla, Ali", 0));

        var sms = pool.Choose(Traits("ali", "siparis 48213377 nerede kaldi", 30));
        mail.Add(Traits("ali", "siparis 48213377 nerede kaldi", 30));
        var chat = pool.Choose(Traits("ali", "Tencere takımım ne zaman gelecek? Sipariş no ۴۸۲۱۳۳۷۷", 60));

        Assert.Same(mail, sms.Joined);
        Assert.Same(mail, chat.Joined);
    }

    [Fact]
    public void Choose_AnotherOrderInTheSameWords_OpensAnother()
    {
        var pool = new Pool();
        pool.Open(Traits("ali", "48213377 numaralı siparişim hâlâ gelmedi, tencere takımını bekliyorum.", 0));

        var choice = pool.Choose(Traits("ali", "59120044 numaralı siparişim hâlâ gelmedi, tencere takımını bekliyorum.", 5));

        Assert.Null(choice.Joined);
    }

    [Theory]
    [InlineData("34 numaralı otobüs bu sabah durakta durmadan geçti gitti", "61 numaralı otobüs bu sabah durakta durmadan geçti gitti")]
    [InlineData("Nizami küçəsində asfalt çökdü, maşınlar keçə bilmir", "Füzuli küçəsində asfalt çökdü, maşınlar keçə bilmir")]
    [InlineData("اتویی که خریدم بعد از دو روز خراب شد", "سشواری که خریدم بعد از دو روز خراب شد")]
    [InlineData("On 3 November I queued an hour in your branch, one till open", "On 18 November I queued an hour in your branch, one till open")]
    [InlineData("5 numaralı dairede kalorifer yanmıyor", "9 numaralı dairede kalorifer yanmıyor")]
    [InlineData("25 pounds was taken from my savings account without any reason", "25 pounds was taken from my joint account without any reason")]
    public void Choose_TheSameWordsAboutAnotherThing_OpensAnother(string first, string later)
    {
        var pool = new Pool();
        var known = pool.Open(Traits("ali", first, 0));

        Assert.Null(pool.Choose(Traits("ali", later, 60 * 26)).Joined);
        Assert.Same(known, pool.Choose(Traits("ali", first, 60 * 26)).Joined);
    }

    [Theory]
    [InlineData("dun aksamki corbadan cam parcasi cikti", "geçen günkü yemekten çıkan yabancı madde için hiç aramadınız, çocuğum yutacaktı az kalsın")]
    [InlineData("bankomat kartımı udub qaytarmadı", "Hörmətli bank, bu gün günorta plastikim aparatda qalıb. Geri almaq üçün nə etməliyəm?")]
    [InlineData("برق نارمک رفت", "تو تاریکی نشستیم، آسانسور هم گیر کرده، کی وصل میشه")]
    [InlineData("found plastic in my soup", "nobody called about the foreign object in the meal you delivered, my tooth chipped")]
    public void Choose_ComesBackInQuiteOtherWords_LinkIsSuggested(string first, string later)
    {
        var pool = new Pool();
        var known = pool.Open(Traits("ali", first, 0));

        var choice = pool.Choose(Traits("ali", later, 60 * 20));

        Assert.Null(choice.Joined);
        Assert.Equal([known], choice.Suggested);
        Assert.Empty(pool.Choose(Traits("veli", later, 60 * 20)).Suggested);
        Assert.Empty(pool.Choose(Traits("ali", later, 60 * 24 * 60)).Suggested);
    }

    [Theory]
    [InlineData("Correction to what I wrote: it is the November statement. Please take the roaming usage off.", true)]
    [InlineData("I rang twice and waited for an hour each time about the foreign usage on the statement.", false)]
    public void Choose_SaysThatItWasToldBefore_IsTheSameMatterWhereItIsAboutTheSameThings(string text, bool isJoined)
    {
        var pool = new Pool();
        var known = pool.Open(Traits("ali", "My October bill has roaming charges but I never left the country.", 0));
        pool.Open(Traits("veli", "The kettle is broken", 0));

        Assert.Equal(isJoined ? known : null, pool.Choose(Traits("ali", text, 60 * 28)).Joined);
    }

    [Fact]
    public void Judge_NearInTimeAndOfOneCategory_IsSuggestedUnlessItIsAboutAnotherThingOrCustomer()
    {
        var evidence = new MatchEvidence { SameContact = true, Similarity = 0, Apart = TimeSpan.FromHours(2), SameCategory = true };

        Assert.Equal(MatchOutcome.Suggested, MatchScore.Judge(evidence).Outcome);
        Assert.Equal(MatchOutcome.Nothing, MatchScore.Judge(evidence with { Things = new SharedThings(0, 0, false, true, true, 0, RepeatCue.None) }).Outcome);
        Assert.Equal(MatchOutcome.Nothing, MatchScore.Judge(evidence with { SameContact = false }).Outcome);
    }

    [Fact]
    public void Choose_StrangerWithTheNumber_JoinsNothingAndIsSuggested()
    {
        var pool = new Pool();
        var known = pool.Open(Traits("ali", "48213377 numaralı siparişim hâlâ gelmedi, tencere takımını bekliyorum.", 0));

        var choice = pool.Choose(Traits("veli", "48213377 numaralı sipariş hakkında bilgi verin", 5));

        Assert.Null(choice.Joined);
        Assert.Empty(choice.Similar);
        Assert.Equal([known], choice.Suggested);
    }

    [Fact]
    public void Choose_CampaignOfTwoCustomers_IsTwoComplaintsInOneCluster()
    {
        const string Campaign =
            "Bütün mağazalarınızda kafes tavuğu yumurtası satışına yıl sonuna kadar son vermenizi istiyorum. Başka zincirler bunun mümkün olduğunu gösterdi. Hayvanlar raflara dizilecek mal değildir, plan açıklayana kadar alışverişimi başka yerden yapacağım.";
        var pool = new Pool();
        var known = pool.Open(Traits("ali", Campaign + " Ali", 0));

        var choice = pool.Choose(Traits("veli", "Merhaba, " + Campaign + " Saygılarımla, Veli Şahin", 60 * 24 * 40));

        Assert.Null(choice.Joined);
        Assert.Equal([known], choice.Similar);
    }

    [Fact]
    public void Choose_SecondChatMessageAtOnce_JoinsTheFirst()
    {
        var pool = new Pool();
        var known = pool.Open(Traits("ali", "Salam,", 0, session: "chat-1"));

        var choice = pool.Choose(Traits("ali", "kartımdan iki defa pul çıxılıb", 0, session: "chat-1"));

        Assert.Same(known, choice.Joined);
    }

    [Fact]
    public void Choose_AskingForNewsWithTwoOpenMatters_JoinsNone()
    {
        var pool = new Pool();
        pool.Open(Traits("ali", "48213377 numaralı siparişim hâlâ gelmedi, tencere takımını bekliyorum.", 0));
        pool.Open(Traits("ali", "Modemin ışığı sönük, bağlantı kopuyor ve hız çok düşük.", 60));

        var choice = pool.Choose(Traits("ali", "Bir gelişme var mı?", 120));

        Assert.Null(choice.Joined);
        Assert.Equal(2, choice.Suggested.Count);
    }

    [Fact]
    public void Choose_IncidentInOwnWords_IsOneClusterPerPlace()
    {
        var pool = new Pool();
        var first = pool.Open(Traits("a", "Our estate in Hackney has had no electricity since dawn", 0));
        var second = pool.Open(Traits("b", "Power cut all over Hackney, is anybody repairing it?", 20));
        var elsewhere = pool.Open(Traits("c", "Power cut in Camden, is anybody repairing it?", 30));

        var choice = pool.Choose(Traits("d", "There is a blackout in Hackney, our whole street sits in the dark", 60));

        Assert.Null(choice.Joined);
        Assert.Equal([first, second], choice.Similar.OrderBy(each => each.Id));
        Assert.DoesNotContain(elsewhere, choice.Similar);
    }

    [Fact]
    public void Choose_LikeTwoThatNameTwoPlaces_IsInNoCluster()
    {
        var pool = new Pool();
        pool.Open(Traits("a", "Power cut in Hackney, is anybody repairing it?", 0));
        pool.Open(Traits("b", "Power cut in Camden, is anybody repairing it?", 10));

        Assert.Empty(pool.Choose(Traits("c", "Power cut, is anybody repairing it?", 20)).Similar);

        var camden = pool.Open(Traits("d", "Power cut in Camden again, is anybody repairing it?", 15));

        Assert.Contains(camden, pool.Choose(Traits("c", "Power cut in Camden, is anybody repairing it?", 20)).Similar);
    }

    [Fact]
    public void Judge_TheSameSentenceWithAnotherWord_IsNoIncident()
    {
        var same = new MatchEvidence { Similarity = 0.7f, LeastContent = 50, MostContent = 50, Words = new SharedWords(20, 4, 4, 5, 5.5f, 0, 0, 0, 1, 0) };

        Assert.True(MatchScore.Judge(same).Score >= MatchScore.IncidentFrom);
        Assert.True(MatchScore.Judge(same with { Words = same.Words with { BestAlone = 4 } }).Score < 0);
        Assert.True(MatchScore.Judge(same with { Similarity = 0.2f, Words = same.Words with { BestAlone = 4 } }).Score >= MatchScore.IncidentFrom);
    }

    [Theory]
    [InlineData(20, 100, true)]
    [InlineData(22, 100, false)]
    [InlineData(22, 170, true)]
    public void Judge_SentencesOfALetter_ShortOnesGoRoundForThreeWeeks(int days, int content, bool isOne)
    {
        var evidence = new MatchEvidence
        {
            Similarity = 0.72f, LeastContent = content, MostContent = content, Apart = TimeSpan.FromDays(days), Words = new SharedWords(20, 0, 0, 10, 4, 0, 0, 0, 1, 0),
        };

        Assert.Equal(isOne, MatchScore.Judge(evidence).Outcome == MatchOutcome.Similar);
    }

    [Theory]
    [InlineData(100, 0, 0.5f, true)]
    [InlineData(200, 0, 0.5f, false)]
    [InlineData(100, 5, 0.3f, true)]
    [InlineData(100, 5, 0.5f, false)]
    public void Judge_TheSamePlace_NotInPassingAndNotInTheSameSentenceOfAnother(int content, float name, float similarity, bool isOne)
    {
        var evidence = new MatchEvidence
        {
            Similarity = similarity, LeastContent = 60, MostContent = content, Words = new SharedWords(8, 4, 4, 3, 3, name, 3, 0, 1, name), Marks = new SharedMarks(1, 1, 0, 0, false),
        };

        Assert.Equal(isOne, MatchScore.Judge(evidence).Score >= MatchScore.IncidentFrom);
    }

    [Theory]
    [InlineData("Nobody in Leith has a signal, calls drop after the second ring", false)]
    [InlineData("My phone shows no bars since dawn", true)]
    public void SaySameOfAnother_TwoNamesInOneSentence_IsNoCrowd(string text, bool isOne)
    {
        var pool = new Pool();
        var evidence = MatchEvidence.Between(Traits("a", text, 0), Traits("b", "Nobody in Kelso has a signal, calls drop after the second ring", 0), [], Noon, pool);

        Assert.Equal(!isOne, MatchScore.SaySameOfAnother(evidence));
    }

    [Fact]
    public void Choose_OtherAmountInTheSameWords_OpensAnother()
    {
        var pool = new Pool();
        var known = pool.Open(Traits("ali", "Kartımdan bulut depolama adı altında 1991 lira çekilmiş.", 0));

        Assert.Null(pool.Choose(Traits("ali", "Kartımdan bulut depolama adı altında 1800 lira çekilmiş.", 60 * 24 * 7)).Joined);
        Assert.Same(known, pool.Choose(Traits("ali", "Bulut depolama diye 1.991 lira almışsınız, geri verin.", 60 * 24 * 7)).Joined);
    }

    [Fact]
    public void Choose_TheSameThreatAboutAnotherThing_OpensAnother()
    {
        var pool = new Pool();
        pool.Open(Traits("ali", "Cevap gelmezse tüketici hakem heyetine başvuracağım.", 0));

        var choice = pool.Choose(Traits("ali", "Tencere kapağı çatlak geldi. Cevap gelmezse tüketici hakem heyetine başvuracağım.", 60 * 24 * 3));

        Assert.Null(choice.Joined);
    }

    [Fact]
    public void Choose_CandidatesInAnyOrder_ChoosesTheSame()
    {
        var pool = new Pool();
        for (var i = 0; i < 12; i++)
        {
            pool.Open(Traits(i % 3 == 0 ? "ali" : "c" + i, $"Tencere kapağı çatlak geldi, kutu ezikti, sipariş {48213300 + (i % 4)}", i * 600));
        }

        var message = Traits("ali", "Kutusu ezik gelen tencere kapağı çatlak, sipariş 48213303", 8_000);
        var expected = pool.Choose(message);
        var random = new Random(9);
        for (var i = 0; i < 50; i++)
        {
            var shuffled = pool.Complaints.ToArray();
            random.Shuffle(shuffled);
            var choice = MatchChooser.Choose(message, shuffled, pool);

            Assert.Same(expected.Joined, choice.Joined);
            Assert.Equal(expected.Similar, choice.Similar);
            Assert.Equal(expected.Suggested, choice.Suggested);
        }
    }

    [Fact]
    public void Explain_AnyPair_AddsUpToTheScore()
    {
        var pool = new Pool();
        var texts = new[] { "Tencere kapağı çatlak geldi, sipariş 48213377", "sipariş 48213377 iptal", "Modem kırmızı yanıyor", "Merhaba", "" };
        foreach (var one in texts)
        {
            foreach (var other in texts)
            {
                foreach (var contact in new[] { "ali", "veli" })
                {
                    var known = Traits("ali", one, 0);
                    var evidence = MatchEvidence.Between(Traits(contact, other, 100), known, known.Numbers, known.At, pool);

                    Assert.Equal(MatchScore.Judge(evidence).Score, MatchScore.Explain(evidence).Sum(reason => reason.Points), 3);
                    Assert.Equal(LinkScore.Of(evidence), LinkScore.Explain(evidence).Sum(reason => reason.Points), 3);
                }
            }
        }
    }

    [Theory]
    [InlineData(1f, true)]
    [InlineData(1_000f, false)]
    [InlineData(float.PositiveInfinity, false)]
    public void Choose_ThreeCustomersNameOnePlaceInOtherWords_IsOneIncidentWhereThatIsNoChance(float perHour, bool isIncident)
    {
        var pool = new Pool { PerHour = perHour };
        var first = pool.Open(Traits("ali", "The lights went out all over Whitby an hour ago and nothing has come back.", 0));
        var second = pool.Open(Traits("veli", "Everyone in Whitby sits in the dark, the whole street.", 20));
        pool.Open(Traits(
            "ayse",
            "The blender broke at its second use and the handle came off in my hand, the box had a crack and a piece was missing too, which I only saw at home. The lady in the Whitby shop shrugged and sent me to another counter.",
            30));

        var choice = pool.Choose(Traits("fatma", "No electricity in Whitby, the freezer is thawing.", 90));

        Assert.Null(choice.Joined);
        Assert.Equal(isIncident ? [first, second] : [], choice.Similar.OrderBy(each => each.Id));
    }

    [Fact]
    public void Surprise_NoMoreThanExpected_IsNone()
    {
        Assert.Equal(0f, MatchScore.Surprise(3, 3f));
        Assert.Equal(0f, MatchScore.Surprise(3, float.PositiveInfinity));
        Assert.True(MatchScore.Surprise(4, 0.1f) > MatchScore.Surprise(3, 0.1f));
    }

    [Theory]
    [InlineData("Konuyla ilgili bana bilgi verebilir misiniz?", true)]
    [InlineData("Hello? Is this being looked at by somebody?", true)]
    [InlineData("Is somebody looking at invoice 59120044?", false)]
    [InlineData("Bu sefer 4.500 lira eksik yatırılmış yine", false)]
    public void Choose_AFewWordsThatTellNothing_AskForNewsOfTheOnlyComplaint(string text, bool isJoined)
    {
        var pool = new Pool();
        var known = pool.Open(Traits("ali", "Tencere kapağı çatlak geldi, sipariş 48213377", 0));

        var choice = pool.Choose(Traits("ali", text, 60 * 30));

        Assert.Equal(isJoined ? known : null, choice.Joined);
    }

    private static MatchTraits Traits(string contact, string text, int minutes, string? session = null) => new()
    {
        Contact = contact,
        At = Noon.AddMinutes(minutes),
        Session = session,
        Print = NearFingerprint.Of(ComparableText.Of(text)),
        Numbers = ReferenceNumbers.Find(null, text),
    };

    private sealed class Pool : IPoolKnowledge
    {
        public float PerHour { get; init; } = float.PositiveInfinity;

        public List<KnownComplaint> Complaints { get; } = [];

        public WordFrequency Words { get; } = new();

        public int ComplaintsNaming(string number) => 0;

        public KnownComplaint Open(MatchTraits first)
        {
            var complaint = new KnownComplaint(Complaints.Count + 1, first.Contact);
            complaint.Add(first);
            Complaints.Add(complaint);
            return complaint;
        }

        public MatchChoice Choose(MatchTraits message) => MatchChooser.Choose(message, Complaints, this);
    }
}
