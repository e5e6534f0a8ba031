using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>Codes for logging in and notices of operators and banks, which reach every number: nobody complains with them.</summary>
internal sealed class ServiceTextLayer : IWordLayer
{
    private static readonly Phrases Wordings = new(
        "is your verification code", "your verification code is", "your one time password", "your otp is", "is your otp", "do not share this code", "dont share this code", "never share this code", "is your code",
        "doğrulama kodunuz", "onay kodunuz", "tek kullanımlık şifreniz", "şifrenizi kimseyle paylaşmayınız", "bu kodu kimseyle paylaşmayın", "kodunuzu kimseyle paylaşmayınız",
        "təsdiq kodunuz", "birdəfəlik şifrəniz", "bu kodu heç kimlə paylaşmayın", "kodu heç kəsə verməyin", "təsdiq kodu:",
        "کد تایید شما", "رمز یکبار مصرف", "رمز پویا", "کد فعال سازی شما", "این کد را در اختیار دیگران قرار ندهید", "کد ورود شما");

    private const int LongestNote = 300;

    public MachineSign? Look(FoldedText text) =>
        text.Medium is not (Medium.Email or Medium.Form) && text.Body.Length <= LongestNote && text.Holds(Wordings) && text.Body.AsSpan().ContainsAnyInRange('0', '9')
            ? new MachineSign("words-service", MachineSignStrength.Doubt)
            : null;
}
