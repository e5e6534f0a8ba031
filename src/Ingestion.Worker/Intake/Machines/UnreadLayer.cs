using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>The text says that nobody reads answers to it.</summary>
internal sealed class UnreadLayer : IWordLayer
{
    private static readonly Phrases Wordings = new(
        "please do not reply to this", "do not reply to this", "do not reply directly to this", "this mailbox is not monitored", "this inbox is not monitored", "this address is not monitored", "unmonitored mailbox", "replies to this email are not", "replies to this message are not", "cannot receive replies",
        "lütfen bu e postayı yanıtlamayınız", "lütfen bu e postaya yanıt vermeyiniz", "bu e postayı yanıtlamayınız", "bu e postayı cevaplamayınız", "bu mesaja cevap vermeyiniz", "bu mesajı yanıtlamayınız", "bu iletiyi yanıtlamayınız", "lütfen yanıtlamayınız", "lütfen cevaplamayınız", "bu e posta adresi takip edilmemektedir", "bu adres kontrol edilmemektedir",
        "bu məktuba cavab verməyin", "bu məktuba cavab yazmayın", "bu mesaja cavab verməyin", "bu mesaja cavab yazmayın", "xahiş edirik cavab verməyin", "xahiş olunur cavab yazmayın", "bu ünvana gələn məktublar oxunmur",
        "لطفا به این ایمیل پاسخ ندهید", "لطفا به این پیام پاسخ ندهید", "به این ایمیل پاسخ ندهید", "به این پیام پاسخ ندهید", "از پاسخ دادن به این ایمیل", "از پاسخ به این ایمیل خودداری", "از پاسخ به این پیام خودداری", "این صندوق پستی بررسی نمی شود",
        "не отвечайте на это письмо");

    public MachineSign? Look(FoldedText text) => text.Holds(Wordings) ? new MachineSign("words-unread", MachineSignStrength.Hint) : null;
}
