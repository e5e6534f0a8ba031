using Ingestion.Classifier;
using Ingestion.Classifier.Models;
using Ingestion.Classifier.Rules;
using Xunit;

namespace Classifier.Tests.Rules;

public sealed class PriorityRulesTests
{
    private const string Plain = "The parcel is late and nobody answers.";
    private const string NoModel = "points model\t0";

    [Fact]
    public void Extended_AnOwnCause_RaisesWithItsWords()
    {
        var classifier = With("# ours\npoints tower\t60\t\tthe mast\ntower\ten\tmobile mast|antenna-\nexcept tower\ten\tantenna cable-");

        var answer = classifier.Classify(new ClassifierInput("The antennas on our roof hum all night, nobody answers."));
        Assert.Contains(answer.Reasons, reason => reason == new ClassificationReason("priority", "tower+60 en:antenna-"));
        Assert.Equal(Priority.Urgent, answer.Priority);
        Assert.DoesNotContain(classifier.Classify(new ClassifierInput("The antenna cable is late and nobody answers.")).Reasons, reason => reason.Code.StartsWith("tower", StringComparison.Ordinal));
    }

    [Fact]
    public void Extended_BuiltInCause_CanBeWeighedAnewAndSilenced()
    {
        var silent = With("points hurry\t0\n" + NoModel);
        Assert.Equal(30, silent.Classify(new ClassifierInput(Plain + " Urgent!")).PriorityScore);
        Assert.Equal(50, With(NoModel).Classify(new ClassifierInput(Plain + " Urgent!")).PriorityScore);
        Assert.Equal(30, With("except hurry\ten\turgent\n" + NoModel).Classify(new ClassifierInput(Plain + " Urgent!")).PriorityScore);
    }

    [Theory]
    [InlineData("tower\ten\tmast", "own.tsv, line 1: 'tower' is no cause; there are safety, injury, ")]
    [InlineData("\n\nhurry\tde\tschnell", "own.tsv, line 3: 'de' is no language; write tr, az, fa, en or any")]
    [InlineData("hurry\ten\t", "own.tsv, line 1: the third column has no phrases")]
    [InlineData("hurry", "own.tsv, line 1: expected at least two columns, parted by tabs")]
    [InlineData("points hurry\tmany", "own.tsv, line 1: 'many' is not how many points: a number from 0 to 200")]
    [InlineData("points hurry\t201", "own.tsv, line 1: '201' is not how many points")]
    [InlineData("points Hurry!\t20", "own.tsv, line 1: 'Hurry!' cannot be a cause: write small letters a to z and hyphens")]
    [InlineData("hurry\ten\t* now", "own.tsv, line 1: '* now' begins or ends with any word")]
    [InlineData("hurry\ten\t(a|b)+", "own.tsv, line 1: '(a' has a sign that no phrase can have")]
    [InlineData("hurry\ten\tone two three four five six seven eight nine", "own.tsv, line 1: 'one two three four five six seven eight nine' has no words, or more than eight")]
    public void Extended_WrongFile_SaysWhereAndWhat(string file, string message)
    {
        var fault = Assert.Throws<InvalidDataException>(() => PriorityRules.Extended(new StringReader(file), "own.tsv"));
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extended_ManyFaults_AreAllNamed()
    {
        var fault = Assert.Throws<InvalidDataException>(() => PriorityRules.Extended(new StringReader("a\nb\nhurry\tfr\tvite"), "own.tsv"));
        Assert.Equal(3, fault.Message.Split('\n').Length);
    }

    [Theory]
    [InlineData("Евдә јанғын вар, һеч ким ҝәлмир")]
    [InlineData("ЕВДӘ ЈАНҒЫН ВАР, ҺЕЧ КИМ ҜӘЛМИР")]
    [InlineData("Evdә yаnğın var, heç kim gәlmir")]
    [InlineData("Evdə уanğın var, heç kim gəlmir")]
    [InlineData("Газ ийи ҝәлир, ушаглар евдәдир")]
    public void Classify_AzerbaijaniInCyrillicLetters_IsAsUrgentAsInLatin(string text)
    {
        var answer = new TextClassifier().Classify(new ClassifierInput(text) { DefaultLanguage = "az" });

        Assert.Contains(answer.Reasons, reason => reason.Code.StartsWith("safety+", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Бомба! Распродажа началась, а мой заказ не пришёл.")]
    [InlineData("Евдә јанғын јохдур")]
    public void Classify_OtherCyrillic_IsNoDanger(string text) =>
        Assert.DoesNotContain(new TextClassifier().Classify(new ClassifierInput(text) { DefaultLanguage = "az" }).Reasons, reason => reason.Code.StartsWith("safety", StringComparison.Ordinal));

    [Theory]
    [InlineData("YANGIN ÇIKTI, siparişim de gelmedi", "yangin cikti, siparisim de gelmedi")]
    [InlineData("Evdə yanğın var, heç kim gəlmir", "evde yangin var, hec kim gelmir")]
    [InlineData("کالا منفجر شد، رسیدگی کنید", "كالا منفجر شد، رسيدگي كنيد")]
    public void Classify_TwoSpellings_HaveOneScore(string one, string other)
    {
        int ScoreOf(string text) => new TextClassifier().Classify(new ClassifierInput(text)).Reasons.Count(reason => reason.Code.StartsWith("safety+80", StringComparison.Ordinal));
        Assert.Equal((1, 1), (ScoreOf(one), ScoreOf(other)));
    }

    [Fact]
    public void Classify_ManyPhrasesOfOneCause_CountOnce()
    {
        var answer = With(NoModel).Classify(new ClassifierInput("My lawyer goes to court, the ombudsman knows, and the attorney general, nobody answers."));
        Assert.Equal(60, answer.PriorityScore);
        Assert.Single(answer.Reasons, reason => reason.Code.StartsWith("legal+30", StringComparison.Ordinal));
        Assert.Equal(2, answer.Reasons.Count(reason => reason.Code.StartsWith("legal en:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Classify_OwnTexts_TheModelMakesSomeHighAndNoneUrgent()
    {
        var with = new TextClassifier();
        var without = With(NoModel);
        var raised = 0;
        foreach (var text in LabelledText.Languages.SelectMany(LabelledText.Read))
        {
            var input = new ClassifierInput(text.Text);
            var (one, other) = (with.Classify(input).Priority, without.Classify(input).Priority);
            Assert.True((one == Priority.Urgent) == (other == Priority.Urgent), text.Id);
            Assert.True(one >= other, text.Id);
            raised += one == Priority.High && other != Priority.High ? 1 : 0;
        }

        Assert.InRange(raised, 200, 5_000);
    }

    [Fact]
    public void Classify_FactsBesideTheText_Raise()
    {
        ClassificationReason[] Facts(ClassifierInput input) => [.. new TextClassifier().Classify(input).Reasons.Where(reason => reason.Aspect == "priority")];
        Assert.Empty(Facts(new ClassifierInput(Plain)));
        Assert.Equal(["repeat+20", "vip+25"], Facts(new ClassifierInput(Plain) { IsRepeat = true, IsVip = true }).Select(reason => reason.Code));
        Assert.Equal(["public+5"], Facts(new ClassifierInput(Plain) { IsPublic = true, Followers = 9_999 }).Select(reason => reason.Code));
        Assert.Equal(["public+5", "reach+20"], Facts(new ClassifierInput(Plain) { IsPublic = true, Followers = 10_000 }).Select(reason => reason.Code));
    }

    [Fact]
    public void Raised_TwiceOrUnknownOrSpam_ChangesNothingMore()
    {
        var answer = new TextClassifier().Classify(new ClassifierInput(Plain));
        var raised = answer.Raised("vip");
        Assert.Equal((30, 55, Priority.High), (answer.PriorityScore, raised.PriorityScore, raised.Priority));
        Assert.Same(raised, raised.Raised("vip"));
        Assert.Same(answer, answer.Raised("no-such-cause"));
        var spam = answer with { Kind = MessageKind.Spam };
        Assert.Same(spam, spam.Raised("vip"));
    }

    [Fact]
    public void Find_WordsInAnyNumber_IsBoundedByThePhrases()
    {
        // Every phrase of this file matches half a text of ones: a matcher that goes back would not end.
        var file = string.Join('\n', Enumerable.Range(1, 7).Select(length => "hurry\ten\t" + string.Join(' ', Enumerable.Repeat("a-", length)) + " b"));
        var classifier = With(file);
        var text = string.Concat(Enumerable.Repeat("aaaa ", 20_000));
        Assert.DoesNotContain(classifier.Classify(new ClassifierInput(Plain + text)).Reasons, reason => reason.Code.StartsWith("hurry", StringComparison.Ordinal));
        Assert.Contains(classifier.Classify(new ClassifierInput(Plain + text[..20] + "b")).Reasons, reason => reason.Code.StartsWith("hurry", StringComparison.Ordinal));
    }

    private static TextClassifier With(string file) => new(ClassifierModel.Embedded, PriorityRules.Extended(new StringReader(file), "own.tsv"));
}
