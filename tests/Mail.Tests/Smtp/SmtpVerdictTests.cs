using Ingestion.Mail.Smtp;
using Xunit;

namespace Mail.Tests.Smtp;

/// <summary>What codes mean: RFC 5321 §4.2, RFC 3463 and what providers make of them.</summary>
public sealed class SmtpVerdictTests
{
    [Theory]
    [InlineData("450 4.2.0 greylisted", SmtpCause.Server)]
    [InlineData("450 4.2.1 busy", SmtpCause.Server)]
    [InlineData("452 4.2.2 full", SmtpCause.Server)]
    [InlineData("451 4.3.0 system", SmtpCause.Server)]
    [InlineData("452 4.3.1 disk", SmtpCause.Server)]
    [InlineData("421 4.3.2 closing", SmtpCause.Server)]
    [InlineData("451 4.4.1 network", SmtpCause.Server)]
    [InlineData("421 4.4.2 time-out", SmtpCause.Server)]
    [InlineData("421 closing", SmtpCause.Server)]
    [InlineData("452 4.5.3 too many recipients", SmtpCause.Rate)]
    [InlineData("450 4.7.0 too fast", SmtpCause.Rate)]
    [InlineData("451 4.7.1 greylisted", SmtpCause.Rate)]
    [InlineData("421 4.7.28 too fast", SmtpCause.Rate)]
    [InlineData("432 4.7.12 password transition", SmtpCause.Server)]
    [InlineData("454 4.7.0 login service down", SmtpCause.Server)]
    [InlineData("454 later", SmtpCause.Server)]
    [InlineData("450 5.1.1 the three digits are right", SmtpCause.Server)]
    public void Of_Temporary_LaterAtEveryStage(string line, SmtpCause cause)
    {
        foreach (var stage in Enum.GetValues<SmtpStage>())
        {
            var result = SmtpVerdict.Of(Reply(line), stage);

            Assert.Equal((SmtpOutcome.Later, cause, false), (result.Outcome, result.Cause, result.SenderRefused));
        }
    }

    [Theory]
    [InlineData("550 5.0.0 no", SmtpCause.Recipient)]
    [InlineData("550 5.1.0 no", SmtpCause.Recipient)]
    [InlineData("550 5.1.1 no such mailbox", SmtpCause.Recipient)]
    [InlineData("550 5.1.2 no such domain", SmtpCause.Recipient)]
    [InlineData("501 5.1.3 syntax", SmtpCause.Recipient)]
    [InlineData("550 5.1.6 moved", SmtpCause.Recipient)]
    [InlineData("550 5.1.10 null MX", SmtpCause.Recipient)]
    [InlineData("550 no such mailbox", SmtpCause.Recipient)]
    [InlineData("501 syntax of the address", SmtpCause.Recipient)]
    [InlineData("550 5.5.0 mailbox unavailable", SmtpCause.Recipient)]
    [InlineData("550 4.1.1 the three digits are right", SmtpCause.Recipient)]
    [InlineData("550 5.2.1 disabled", SmtpCause.Recipient)]
    [InlineData("552 5.2.2 full", SmtpCause.Recipient)]
    [InlineData("552 5.2.3 too large", SmtpCause.Message)]
    [InlineData("552 5.3.4 too large", SmtpCause.Message)]
    [InlineData("552 too large", SmtpCause.Message)]
    [InlineData("500 what", SmtpCause.Protocol)]
    [InlineData("502 5.5.1 what", SmtpCause.Protocol)]
    [InlineData("503 5.5.1 order", SmtpCause.Protocol)]
    [InlineData("504 5.5.4 parameter", SmtpCause.Protocol)]
    [InlineData("555 5.5.4 parameter", SmtpCause.Protocol)]
    [InlineData("553 5.6.7 needs SMTPUTF8", SmtpCause.Message)]
    [InlineData("550 5.7.0 policy", SmtpCause.Account)]
    [InlineData("554 5.7.1 relay access denied", SmtpCause.Account)]
    public void Of_PermanentAtTheRecipient_RefusedWithItsCause(string line, SmtpCause cause)
    {
        var result = SmtpVerdict.Of(Reply(line), SmtpStage.Recipient);

        Assert.Equal((SmtpOutcome.Refused, cause), (result.Outcome, result.Cause));
    }

    [Theory]
    [InlineData("554 5.6.0 content", SmtpCause.Message)]
    [InlineData("554 no", SmtpCause.Message)]
    [InlineData("552 5.3.4 too large", SmtpCause.Message)]
    [InlineData("552 5.2.2 full", SmtpCause.Recipient)]
    [InlineData("550 5.7.1 looks like spam", SmtpCause.Account)]
    [InlineData("501 5.5.2 what", SmtpCause.Protocol)]
    public void Of_PermanentAtTheContent_RefusedWithItsCause(string line, SmtpCause cause)
    {
        var result = SmtpVerdict.Of(Reply(line), SmtpStage.Content);

        Assert.Equal((SmtpOutcome.Refused, cause), (result.Outcome, result.Cause));
    }

    [Theory]
    [InlineData("530 5.7.0 login first")]
    [InlineData("530 5.7.57 client not authenticated")]
    [InlineData("534 5.7.9 too weak")]
    [InlineData("535 5.7.8 wrong")]
    [InlineData("535 5.7.139 basic authentication is off")]
    [InlineData("538 5.7.11 encryption needed")]
    [InlineData("550 5.7.26 unauthenticated mail")]
    [InlineData("550 5.7.30 basic authentication is not supported")]
    [InlineData("550 5.7.60 sender not allowed")]
    public void Of_LoginOrRightMissing_LaterAndAccountAtEveryStage(string line)
    {
        foreach (var stage in Enum.GetValues<SmtpStage>())
        {
            var result = SmtpVerdict.Of(Reply(line), stage);

            Assert.Equal((SmtpOutcome.Later, SmtpCause.Account, true), (result.Outcome, result.Cause, result.AccountFault));
            Assert.Equal(stage == SmtpStage.Sender, result.SenderRefused);
        }
    }

    [Theory]
    [InlineData("550 5.1.8 bad sender", SmtpOutcome.Later, SmtpCause.Account)]
    [InlineData("501 no null sender", SmtpOutcome.Later, SmtpCause.Account)]
    [InlineData("553 5.7.1 not owned by the user", SmtpOutcome.Later, SmtpCause.Account)]
    [InlineData("552 5.3.4 too large", SmtpOutcome.Refused, SmtpCause.Message)]
    public void Of_PermanentAtTheSender_MendingTheAccountMendsIt(string line, SmtpOutcome outcome, SmtpCause cause)
    {
        var result = SmtpVerdict.Of(Reply(line), SmtpStage.Sender);

        Assert.Equal((outcome, cause, cause == SmtpCause.Account), (result.Outcome, result.Cause, result.SenderRefused));
    }

    [Theory]
    [InlineData(SmtpStage.Sender, SmtpOutcome.Later)]
    [InlineData(SmtpStage.Recipient, SmtpOutcome.Later)]
    [InlineData(SmtpStage.Data, SmtpOutcome.Later)]
    [InlineData(SmtpStage.Content, SmtpOutcome.Uncertain)]
    internal void Of_NeitherYesNorNo_UncertainOnceTheServerHasAll(SmtpStage stage, SmtpOutcome outcome) =>
        Assert.Equal(outcome, SmtpVerdict.Of(Reply("354 go on"), stage).Outcome);

    private static SmtpReply Reply(string line) => new(int.Parse(line.AsSpan(0, 3)), [line[4..]]);
}
