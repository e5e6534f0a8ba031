using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>Whom to ask instead.</summary>
internal sealed class StandInLayer : IWordLayer
{
    public const string Code = "words-stand-in";

    private static readonly Phrases Wordings = new(
        "for urgent matters", "for urgent issues", "for urgent requests", "in urgent cases", "in case of emergency", "if your matter is urgent", "if it is urgent", "if this is urgent", "if your request is urgent", "for anything urgent", "for immediate assistance", "if you need immediate assistance", "if you require immediate", "during my absence", "in my absence", "while i am away", "please contact my colleague",
        "acil durumlarda", "acil durumlar için", "acil konular için", "acil konularda", "acil işleriniz için", "acil talepleriniz için", "yokluğumda", "ile irtibata geçebilirsiniz", "ile iletişime geçebilirsiniz",
        "təcili hallarda", "təcili məsələlər üçün", "təcili məsələlərlə bağlı", "təcili suallar üçün", "yoxluğumda", "olmadığım müddətdə", "ilə əlaqə saxlaya bilərsiniz",
        "در موارد فوری", "در موارد ضروری", "در صورت فوریت", "برای موارد فوری", "برای امور فوری", "در مدت غیبت", "در غیاب من", "با همکارم تماس",
        "по срочным вопросам", "в срочных случаях");

    public MachineSign? Look(FoldedText text) => text.Holds(Wordings) ? new MachineSign(Code, MachineSignStrength.Hint) : null;
}
