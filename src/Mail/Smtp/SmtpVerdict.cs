namespace Ingestion.Mail.Smtp;

/// <summary>What a reply means for the message.</summary>
internal static class SmtpVerdict
{
    /// <summary>Maps a reply that is not the expected positive one.</summary>
    public static SmtpResult Of(SmtpReply reply, SmtpStage stage)
    {
        if (reply.Code is < 500 or > 599)
        {
            return new(SmtpOutcome.Later, reply.Reason);
        }

        // Before the recipient is named, nothing can be the recipient's fault: mending the account mends the message too.
        var tooLarge = reply.Code == 552 || reply.Enhanced is "5.3.4" or "5.2.3" or "5.6.7";
        if (stage == SmtpStage.Login || reply.Code is 530 or 534 or 535 or 538 || (stage == SmtpStage.Sender && !tooLarge))
        {
            return new(SmtpOutcome.Later, reply.Reason) { AccountFault = true, SenderRefused = stage == SmtpStage.Sender };
        }

        var policy = reply.Enhanced?.StartsWith("5.7.", StringComparison.Ordinal) == true;
        return new(SmtpOutcome.Refused, reply.Reason) { AccountFault = policy };
    }
}
