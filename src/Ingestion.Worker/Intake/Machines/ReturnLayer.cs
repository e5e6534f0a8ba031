using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>When the writer is back, or that he will answer then.</summary>
internal sealed class ReturnLayer : IWordLayer
{
    public const string Code = "words-return";

    private static readonly Phrases Wordings = new(
        "i will return on", "i will be back on", "i will be back in the office", "i return to the office", "returning on", "returning to the office", "back in the office on", "when i return", "when i am back", "as soon as i return", "as soon as i am back", "when i get back",
        "limited access to", "no access to email", "no access to my email", "will not be checking email", "your email will not be forwarded", "your message will not be forwarded", "will respond to your email", "will reply to your email", "i will get back to you", "i will call you back", "ill call you back", "i will call you later", "ill call you later",
        "döndüğümde", "dönüşümde", "dönüşte", "ofise döndüğümde", "döndükten sonra", "tarihinde döneceğim", "tarihinde ofiste olacağım", "tarihinde işe döneceğim", "e postalarıma erişimim", "e postalara erişimim", "e postalarımı kontrol edemeyeceğim", "sınırlı erişimim", "e postanız yönlendirilmeyecektir", "en kısa sürede dönüş yapacağım", "sizi sonra arayacağım", "sizi daha sonra arayacağım", "daha sonra arayacağım", "en kısa zamanda dönüş",
        "qayıdanda", "qayıtdıqda", "qayıtdıqdan sonra", "qayıdan kimi", "tarixində qayıdacağam", "tarixində işə qayıdacağam", "məktubunuza cavab verəcəyəm", "ən qısa zamanda cavab verəcəyəm", "sizə sonra zəng edəcəyəm", "sonra zəng edəcəyəm", "e poçta çıxışım məhduddur", "məktublara çıxışım",
        "پس از بازگشت", "بعد از بازگشت", "به محض بازگشت", "پس از مراجعت", "باز خواهم گشت", "برمی گردم", "در اولین فرصت پاسخ", "در اسرع وقت پاسخ", "بعدا تماس می گیرم", "بعدا با شما تماس می گیرم", "بعدا زنگ می زنم", "دسترسی محدودی به ایمیل", "دسترسی به ایمیل ندارم", "به ایمیل دسترسی ندارم", "ایمیل شما را پاسخ خواهم داد", "پاسخ خواهم داد",
        "после возвращения", "по возвращении", "вернусь");

    public MachineSign? Look(FoldedText text) => text.Holds(Wordings) ? new MachineSign(Code, MachineSignStrength.Hint) : null;
}
