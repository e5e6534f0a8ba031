using Ingestion.Mail.Reports;
using Xunit;

namespace Mail.Tests.Reports;

public sealed class CalendarTests
{
    private const string Reply = """
        BEGIN:VCALENDAR
        METHOD:REPLY
        BEGIN:VTIMEZONE
        TZID:Baku
        BEGIN:STANDARD
        DTSTART:16010101T000000
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        UID:1-2-3@x.example
        SEQUENCE:2
        ORGANIZER;CN="Shop: Support":MAILTO:destek@shop.example
        ATTENDEE;CN=Ali;PARTSTAT=DECLINED;X-NOTE="a;b:c":mailto:ali@x.exa
         mple
        SUMMARY;LANGUAGE=az:Görüş\, sabah
        COMMENT:gələ bilmirəm\nüzr istəyirəm
        DTSTART;TZID=Baku:20261123T100000
        BEGIN:VALARM
        UID:inner
        END:VALARM
        END:VEVENT
        BEGIN:VEVENT
        UID:second
        END:VEVENT
        END:VCALENDAR
        """;

    [Fact]
    public void Of_Reply_TellsWhoAnsweredWhat()
    {
        var facts = CalendarFacts.Of(Some.Mail("Content-Type: text/calendar; charset=utf-8\n\n" + Reply))!;

        Assert.Equal((CalendarMethod.Reply, "1-2-3@x.example", 2, "destek@shop.example"), (facts.Method, facts.Uid, facts.Sequence, facts.Organizer?.Address));
        var attendee = Assert.Single(facts.Attendees);
        Assert.Equal(("ali@x.example", CalendarAnswer.Declined), (attendee.Address?.Address, attendee.Answer));
        Assert.Equal(("Görüş, sabah", "gələ bilmirəm\nüzr istəyirəm", "20261123T100000"), (facts.Summary, facts.Comment, facts.StartText));
        Assert.False(facts.IsAttachment);
    }

    [Theory]
    [InlineData("multipart/alternative", "Content-Type: text/calendar; method=REQUEST", CalendarMethod.Request, false)]
    [InlineData("multipart/mixed", "Content-Type: text/calendar; method=CANCEL\nContent-Disposition: attachment", CalendarMethod.Cancel, true)]
    [InlineData("multipart/mixed", "Content-Type: application/ics; name=a.ics", CalendarMethod.Other, true)]
    [InlineData("multipart/mixed", "Content-Type: text/calendar; method=counter", CalendarMethod.Counter, false)]
    public void Of_PartOfAMessage_IsFound(string type, string part, CalendarMethod method, bool attached)
    {
        var facts = CalendarFacts.Of(Some.Mail($"Content-Type: {type}; boundary=b\n\n--b\n\nx\n--b\n{part}\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:7\nEND:VEVENT\nEND:VCALENDAR\n--b--"))!;

        Assert.Equal((method, "7", attached), (facts.Method, facts.Uid, facts.IsAttachment));
    }

    [Theory]
    [InlineData("")]
    [InlineData("BEGIN:VCALENDAR")]
    [InlineData("END:VEVENT\nEND:VEVENT\nUID:1")]
    [InlineData("no colon\n\n continued\n:value\n;=:")]
    public void Of_BrokenCalendar_IsReadAsFarAsItGoes(string text) => Assert.Null(CalendarFacts.Of(Some.Mail("Content-Type: text/calendar\n\n" + text))!.Uid);

    [Fact]
    public void Of_NoCalendar_IsNull() => Assert.Null(CalendarFacts.Of(Some.Mail("Content-Type: text/plain\n\nBEGIN:VCALENDAR")));

    [Fact]
    public void Of_EndlessLine_IsBounded() =>
        Assert.NotNull(CalendarFacts.Of(Some.Mail("Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:" + string.Concat(Enumerable.Repeat("x\n ", 400_000)) + string.Concat(Enumerable.Repeat("\nATTENDEE:mailto:a@b.example", 10_000))))!.Attendees);
}
