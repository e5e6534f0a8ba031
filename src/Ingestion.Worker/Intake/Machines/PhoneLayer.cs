using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>What telephones and messengers answer for their owner: driving, busy, closed shop.</summary>
internal sealed class PhoneLayer : IWordLayer
{
    private const int LongestNote = 400;

    private static readonly Phrases Certain = new(
        "i am driving with do not disturb", "i am driving with the do not disturb", "i am not receiving notifications", "ill see your message when i get where i am going", "this is an auto reply from my phone",
        "araç kullanırken rahatsız etme", "sürüş sırasında rahatsız etme", "rahatsız etmeyin modu açık", "bildirim almıyorum gideceğim yere", "gideceğim yere ulaştığımda mesajınızı",
        "sürüş zamanı narahat etmə", "maşın sürərkən narahat etmə", "gedəcəyim yerə çatanda mesajınızı",
        "حالت مزاحم نشوید هنگام رانندگی", "وقتی به مقصد برسم پیام شما را");

    private static readonly Phrases Possible = new(
        "i am driving right now", "i am driving", "driving mode", "i cant talk right now", "cant talk right now", "cant talk now", "can i call you later", "sorry i missed your call", "i am in a meeting",
        "we are unavailable right now", "were unavailable right now", "we are currently unavailable", "we are closed", "were closed", "outside of our business hours", "outside our business hours", "how can we help you", "our working hours are", "our opening hours are",
        "araç kullanıyorum", "şu an konuşamıyorum", "şu anda konuşamıyorum", "şimdi konuşamam", "sizi daha sonra arayabilir miyim", "toplantıdayım", "mesai saatlerimiz", "mesai saatleri dışında", "şu anda müsait değiliz", "size nasıl yardımcı olabiliriz",
        "maşın sürürəm", "sükan arxasındayam", "hazırda danışa bilmirəm", "indi danışa bilmirəm", "sonra zəng edə bilərəm", "iclasdayam", "iş saatlarımız", "iş saatlarından kənar", "hazırda əlçatan deyilik", "sizə necə kömək edə bilərik",
        "در حال رانندگی هستم", "مشغول رانندگی هستم", "الان نمی توانم صحبت کنم", "اکنون نمی توانم صحبت کنم", "در جلسه هستم", "ساعات کاری ما", "خارج از ساعات کاری", "در حال حاضر در دسترس نیستیم", "چطور می توانیم کمکتان کنیم", "چگونه می توانیم به شما کمک کنیم");

    public MachineSign? Look(FoldedText text) =>
        text.Medium is Medium.Email or Medium.Form || text.Body.Length > LongestNote ? null
        : text.Holds(Certain) ? new MachineSign("words-phone", MachineSignStrength.Doubt)
        : text.Holds(Possible) ? new MachineSign("words-busy", MachineSignStrength.Hint)
        : null;
}
