using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>What other ticket systems answer at once: that they have it, and under which number.</summary>
internal sealed class ReceiptLayer : IWordLayer
{
    public const string Code = "words-receipt";

    private static readonly Phrases Wordings = new(
        "your request has been received", "we have received your request", "we received your request", "we have received your email", "we received your email", "we have received your message", "we received your message", "your message has been received", "your email has been received", "your ticket has been created", "a ticket has been created", "ticket has been opened", "a support ticket has been", "your ticket number", "your ticket id", "your case number is", "your reference number is", "has been assigned ticket", "a member of our team will", "one of our agents will", "our team will get back to you", "our support team will", "we will get back to you", "we will respond within", "we aim to respond within", "thank you for contacting", "we have registered your", "your complaint is registered", "your message is registered", "your question is registered", "your suggestion is registered", "thank you for reaching out",
        "talebiniz alınmıştır", "talebiniz alındı", "talebiniz tarafımıza ulaşmıştır", "talebiniz oluşturulmuştur", "talep numaranız", "şikayetiniz kaydedildi", "mesajınız kaydedildi", "sorunuz kaydedildi", "öneriniz kaydedildi", "talebiniz kayıt altına alınmıştır", "mesajınız alınmıştır", "mesajınız bize ulaşmıştır", "mesajınız alındı", "e postanız alınmıştır", "e postanız tarafımıza ulaşmıştır", "e postanız bize ulaştı", "başvurunuz alınmıştır", "başvuru numaranız", "destek talebiniz", "en kısa sürede size dönüş yapılacaktır", "en kısa sürede dönüş yapılacaktır", "en kısa sürede tarafınıza", "ekibimiz en kısa sürede", "müşteri temsilcimiz", "bizimle iletişime geçtiğiniz için teşekkür", "bize ulaştığınız için teşekkür",
        "müraciətiniz qəbul edilmişdir", "müraciətiniz qəbul edildi", "müraciətiniz qeydə alınıb", "müraciətiniz qeydə alınmışdır", "müraciət nömrəniz", "şikayətiniz qeydə alındı", "mesajınız qeydə alındı", "sualınız qeydə alındı", "təklifiniz qeydə alındı", "müraciətinizin nömrəsi", "sorğunuz qəbul edildi", "sorğunuz qəbul olundu", "sorğunuz qeydə alındı", "məktubunuz qəbul edildi", "məktubunuzu aldıq", "mesajınız qəbul edildi", "mesajınızı aldıq", "qısa zamanda sizinlə əlaqə saxlayacaq", "tezliklə sizinlə əlaqə saxlanılacaq", "əməkdaşlarımız sizinlə", "operatorumuz sizinlə", "bizimlə əlaqə saxladığınız üçün", "bizə müraciət etdiyiniz üçün",
        "درخواست شما دریافت شد", "درخواست شما ثبت شد", "درخواست شما با شماره", "پیام شما دریافت شد", "پیام شما را دریافت کردیم", "ایمیل شما دریافت شد", "تیکت شما ثبت شد", "تیکت شما با شماره", "شماره تیکت", "شماره درخواست شما", "شکایت شما ثبت شد", "پیام شما ثبت شد", "پرسش شما ثبت شد", "پیشنهاد شما ثبت شد", "کارشناسان ما در", "همکاران ما در", "کارشناسان ما به زودی", "همکاران ما به زودی", "به زودی با شما تماس", "در اسرع وقت با شما تماس", "از تماس شما سپاسگزاریم", "از پیام شما سپاسگزاریم", "با تشکر از تماس شما", "از اینکه با ما تماس گرفتید",
        "ваше обращение принято", "ваша заявка зарегистрирована");

    public MachineSign? Look(FoldedText text) => text.Holds(Wordings) ? new MachineSign(Code, MachineSignStrength.Hint) : null;
}
