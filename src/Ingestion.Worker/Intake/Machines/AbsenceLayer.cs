using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>Somebody says of himself that he is away. A person may, too: alone it means little.</summary>
internal sealed class AbsenceLayer : IWordLayer
{
    public const string Code = "words-away";

    private static readonly Phrases Wordings = new(
        "i am out of the office", "i am currently out of the office", "i am currently out of office", "i will be out of the office", "i am out of office", "out of the office until", "out of the office from", "out of the office with",
        "i am away from the office", "i am away from my desk", "i am currently away", "i am on annual leave", "i am on leave", "i am on vacation", "i am currently on vacation", "i am on holiday", "i am on maternity leave", "i am on parental leave", "i am on sick leave",
        "i am traveling with limited", "i am traveling for business", "i am travelling for business", "i am traveling on business", "i am travelling on business", "i am travelling with limited", "i no longer work", "is no longer with the company", "no longer works at", "has left the company",
        "ofis dışındayım", "ofis dışında olacağım", "ofiste değilim", "ofiste olmayacağım", "yıllık izindeyim", "yıllık izinde olacağım", "izindeyim", "izinde olacağım", "izinli olacağım", "izinliyim", "tatildeyim", "tatilde olacağım", "doğum iznindeyim", "raporluyum",
        "şehir dışındayım", "yurt dışındayım", "iş seyahatindeyim", "yurt dışında olacağımdan", "yurt dışında olduğumdan", "yurt dışında olacağım", "şehir dışında olacağım", "izinde olduğumdan", "ofis dışında olduğumdan", "seyahatteyim", "görevimden ayrıldım", "şirketten ayrılmıştır", "artık çalışmamaktadır", "artık şirketimizde çalışmıyor",
        "məzuniyyətdəyəm", "məzuniyyətdə olacağam", "əmək məzuniyyətindəyəm", "ofisdə deyiləm", "ofisdən kənardayam", "ofisdə olmayacağam", "iş yerində deyiləm", "iş yerimdə deyiləm", "iş yerimdə olmayacağam", "ezamiyyətdəyəm", "ezamiyyətdə olacağam", "ezamiyyətdə olduğum", "məzuniyyətdə olduğum", "xəstəlik vərəqəsindəyəm", "artıq bu şirkətdə işləmir", "artıq şirkətdə çalışmır",
        "در مرخصی هستم", "در مرخصی می باشم", "در مرخصی به سر می برم", "مرخصی هستم", "در مرخصی خواهم بود", "خارج از دفتر هستم", "در دفتر نیستم", "در دفتر حضور ندارم", "در محل کار نیستم", "در محل کار حضور ندارم", "در ماموریت هستم", "در ماموریت می باشم", "در سفر هستم", "در سفر کاری", "در دسترس نیستم", "در دسترس نخواهم بود", "در محل کار حضور نخواهم داشت", "دیگر در این شرکت کار نمی کنم", "دیگر در این شرکت کار نمی کند", "دیگر با ما همکاری نمی کند", "دیگر در این شرکت مشغول به کار نیستم",
        "нахожусь в отпуске", "меня нет в офисе", "я в отпуске", "в командировке");

    public MachineSign? Look(FoldedText text) => text.Holds(Wordings) ? new MachineSign(Code, MachineSignStrength.Hint) : null;
}
