using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>Subjects of mail systems that could not deliver. Some of the words stand over parcels, too.</summary>
internal sealed class BounceSubjectLayer : IWordLayer
{
    public const string Code = "subject-bounce";

    private static readonly Phrases Certain = new(
        "delivery status notification", "mail delivery failed", "mail delivery failure", "mail delivery system", "undelivered mail returned to sender", "returned mail:", "message delivery failure",
        "warning: message", "mail system error", "nondeliverable mail", "non delivery report", "delivery notification: delivery has failed",
        "ileti teslim edilemedi", "e posta teslim edilemedi", "posta teslim hatası", "teslim durumu bildirimi", "məktub çatdırılmadı", "e poçt çatdırılmadı", "çatdırılma statusu bildirişi",
        "ایمیل تحویل داده نشد", "اعلان وضعیت تحویل", "недоставленное сообщение", "сообщение не доставлено");

    private static readonly Phrases Possible = new(
        "undeliverable", "undelivered", "undelivered mail", "returned mail", "failure notice", "delivery failure", "delivery delayed", "delivery has failed", "delivery incomplete", "teslim edilemedi", "iletilemedi", "gönderilemedi",
        "çatdırılmadı", "çatdırıla bilmədi", "تحویل نشد", "ارسال نشد", "تحویل ناموفق");

    public MachineSign? Look(FoldedText text) =>
        Certain.Begins(text.Subject, out _) || text.Subject == "failure notice" ? new MachineSign(Code, MachineSignStrength.Doubt)
        : Possible.Begins(text.Subject, out _) ? new MachineSign(Code, MachineSignStrength.Hint)
        : null;
}
