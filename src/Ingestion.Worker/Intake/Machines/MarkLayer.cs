using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>The mark that short messages of programs bear: "automatic message".</summary>
internal sealed class MarkLayer : IWordLayer
{
    private const int LongestNote = 400;

    private static readonly Phrases Wordings = new(
        "sent automatically", "auto reply", "autoreply", "automatic message", "automatic reply", "automated message", "automated reply",
        "otomatik mesaj", "otomatik yanıt", "otomatik cevap", "otomatik bir mesajdır", "otomatik mesajdır", "avtomatik mesaj", "avtomatik cavab", "avtomatik mesajdır", "avtomatik cavabdır", "avtomatik göndərilib",
        "پیام خودکار", "پاسخ خودکار", "به صورت خودکار");

    public MachineSign? Look(FoldedText text) =>
        text.Medium is not (Medium.Email or Medium.Form) && text.Body.Length <= LongestNote && text.Holds(Wordings) ? new MachineSign(AutomaticLayer.Code, MachineSignStrength.Hint) : null;
}
