namespace Ingestion.Mail.Smtp;

/// <summary>What a reply means for the message: RFC 5321 §4.2.1 and the enhanced codes of RFC 3463, 4954, 7372 and of the large providers.</summary>
internal static class SmtpVerdict
{
    /// <summary>Maps a reply that is not the expected positive one.</summary>
    public static SmtpResult Of(SmtpReply reply, SmtpStage stage) => reply.Code switch
    {
        // Neither yes nor no, and the server has the whole message.
        < 400 when stage == SmtpStage.Content => new(SmtpOutcome.Uncertain, reply.Reason) { Cause = SmtpCause.Protocol },
        < 400 => new(SmtpOutcome.Later, reply.Reason) { Cause = SmtpCause.Protocol },
        < 500 => new(SmtpOutcome.Later, reply.Reason) { Cause = IsRate(reply) ? SmtpCause.Rate : SmtpCause.Server },
        _ => Permanent(reply, stage),
    };

    private static SmtpResult Permanent(SmtpReply reply, SmtpStage stage)
    {
        var tooLarge = reply.Code == 552 || reply.Enhanced is "5.3.4" or "5.2.3" or "5.6.7";

        // Before the recipient is named, nothing can be the recipient's fault: mending the account mends the message too.
        if (stage == SmtpStage.Login || IsLogin(reply) || (stage == SmtpStage.Sender && !tooLarge))
        {
            return new(SmtpOutcome.Later, reply.Reason) { Cause = SmtpCause.Account, SenderRefused = stage == SmtpStage.Sender };
        }

        return new(SmtpOutcome.Refused, reply.Reason) { Cause = CauseOf(reply, stage, tooLarge) };
    }

    private static bool IsRate(SmtpReply reply) =>
        reply.Enhanced is "4.5.3" || (Is(reply, "4.7.") && reply.Enhanced is not "4.7.12" && reply.Code != 454);

    /// <summary>No login, the wrong one, or an account that may not send like this: whoever the recipient is.</summary>
    private static bool IsLogin(SmtpReply reply) =>
        reply.Code is 530 or 534 or 535 or 538 || reply.Enhanced is "5.7.26" or "5.7.30" or "5.7.57" or "5.7.60" or "5.7.139";

    private static SmtpCause CauseOf(SmtpReply reply, SmtpStage stage, bool tooLarge) => reply switch
    {
        _ when Is(reply, "5.7.") => SmtpCause.Account,
        { Enhanced: "5.2.3" or "5.3.4" } => SmtpCause.Message,
        _ when Is(reply, "5.6.") => SmtpCause.Message,
        _ when Is(reply, "5.1.") || Is(reply, "5.2.") => SmtpCause.Recipient,

        // 550 is "mailbox unavailable" whatever stands behind it; 501 about an address is about this address.
        { Code: >= 500 and <= 504 } when reply.Code != 501 || stage != SmtpStage.Recipient => SmtpCause.Protocol,
        { Code: not 550 } when Is(reply, "5.5.") => SmtpCause.Protocol,
        _ => tooLarge || stage is SmtpStage.Data or SmtpStage.Content ? SmtpCause.Message : SmtpCause.Recipient,
    };

    private static bool Is(SmtpReply reply, string start) => reply.Enhanced?.StartsWith(start, StringComparison.Ordinal) == true;
}
