using System.Collections.Frozen;
using Ingestion.Channels;
using Ingestion.Worker.Intake.Machines;

namespace Ingestion.Worker.Intake;

/// <summary>
/// Recognises messages that only ask how far a matter is: a word for it, and nothing but words that go with such a question, numbers, greetings and the
/// sender's own name. Whoever writes more has something to say, and is read by people.
/// </summary>
internal static class StatusWordings
{
    private const int Longest = 300;
    private const int MostWords = 12;

    /// <summary>Words that ask, with the language that they tell; empty where several have them.</summary>
    private static readonly FrozenDictionary<string, string> Asking = Words(
        ("", "status statusu ne_oldu"),
        ("tr", "durum durumu durumum durumun durumunu durumda durumdadır sorgu sorgula sorgulama sorgulamak takip takibi akıbeti aşamada"),
        ("az", "vəziyyət vəziyyəti vəziyyətim vəziyyətini vəziyyətdə vəziyyətdədir statusum izləmə mərhələdədir"),
        ("fa", "وضعیت وضعیتم وضعیتش پیگیری رهگیری نتیجه چه_شد چی_شد vaziyat vaziat vaziyate peygiri chi_shod"),
        ("en", "progress track tracking update updates")).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words that go with the question.</summary>
    private static readonly FrozenSet<string> Beside = Words(
        ("", "no nr № ref"),
        ("tr", "ne nedir nedi başvuru başvurum başvurumun başvurumu başvurunun başvurusu şikayet şikayetim şikayetimin şikayetimi şikayetin talep talebim talebimin talebi konu konunun hakkında bilgi istiyorum "
            + "öğrenmek öğrenebilir alabilir miyim mıyım verir misiniz lütfen numara numaram numarası numaralı son hangi şu an şuan anda nerede ya mi mı acaba benim bu için ile ilgili rica ederim"),
        ("az", "müraciət müraciətim müraciətimin müraciətin müraciətimi şikayətim şikayətimin şikayətin necədir necə nədir nə hansı mərhələ barədə haqqında məlumat verin verə bilərsiniz bilərəm zəhmət olmasa nömrə "
            + "nömrəsi nömrəli istəyirəm bilmək öyrənmək indi harada mənim xahiş edirəm"),
        ("fa", "چیست چیه شکایت شکایتم درخواست درخواستم پیام پیامم من مرا رو را لطفا شماره بگویید بگید می خواهم میخواهم خواستم می‌خواهم بدانم است در چه چی مرحله ای مرحله‌ای کجاست کجا اعلام اطلاع دهید بدهید کنید به از ام م اش این تا الان "
            + "man shekayat shekayatam darkhast darkhastam lotfan shomare chie chist be koja resid"),
        ("en", "what whats is the of my our complaint message request case ticket please check for number tell me about any on this how far it to get know i want would like can could you there reference with a an"))
        .Select(word => word.Key).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Greetings and ends of letters, and what telephones write below.</summary>
    private static readonly FrozenSet<string> Polite = Words(
        ("tr", "merhaba merhabalar selam selamlar iyi günler akşamlar çalışmalar kolay gelsin teşekkürler teşekkür ederim sağolun saygılar saygılarımla iphoneumdan gönderildi sayın yetkili"),
        ("az", "salam axşamınız xeyir sabahınız təşəkkürlər təşəkkür edirəm sağolun hörmətlə hörmətli çox"),
        ("fa", "سلام درود وقت بخیر خسته نباشید ممنون ممنونم متشکرم مرسی تشکر سپاس با احترام خیلی salam mamnoon merci"),
        ("en", "hello hi dear team sir madam good morning day evening thanks thank regards kind best sent from iphone android"))
        .Select(word => word.Key).ToFrozenSet(StringComparer.Ordinal);

    /// <param name="content">What came.</param>
    /// <param name="hasNumber">A tracking number stands in it: in a text message or a chat nothing but that is a question, too.</param>
    /// <returns>The language of the question, empty when the words do not tell; null when it asks nothing, or more.</returns>
    public static string? LanguageOf(InboundMessage content, bool hasNumber)
    {
        if (content.Attachments.Count > 0 || content.Text.Length > Longest)
        {
            return null;
        }

        var text = WordFold.Text(string.IsNullOrWhiteSpace(content.Text) ? content.Subject ?? "" : content.Text, Longest);
        var name = content.SenderName is { Length: > 0 and <= Longest } sender ? WordFold.Text(sender, Longest).Split(' ') : [];
        string? language = null;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim(':')).Where(word => word.Length > 0 && !word.All(char.IsDigit)).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            if (i + 1 < words.Count && Asking.TryGetValue(words[i] + "_" + words[i + 1], out var told))
            {
                i++;
            }
            else if (!Asking.TryGetValue(words[i], out told))
            {
                if (Beside.Contains(words[i]) || Polite.Contains(words[i]) || name.Contains(words[i], StringComparer.Ordinal))
                {
                    continue;
                }

                return null;
            }

            language = string.IsNullOrEmpty(language) ? told : language;
        }

        return words.Count > MostWords ? null : words.Count == 0 && hasNumber && content.Medium is (Medium.Sms or Medium.Chat) ? "" : language;
    }

    private static Dictionary<string, string> Words(params (string Language, string Words)[] lists)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, words) in lists)
        {
            foreach (var word in words.Split(' '))
            {
                // A joint of two words stays; half-spaces of Persian part them.
                foreach (var part in string.Join('_', word.Split('_').Select(WordFold.Phrase)).Split(' '))
                {
                    all.TryAdd(part, language);
                }
            }
        }

        return all;
    }
}
