using Ingestion.Channels;
using Ingestion.Worker.Intake.Machines;
using Xunit;

namespace Ingestion.Worker.Tests.Machines;

/// <summary>Words that notes of absence and complaints share: between which days, with whom meanwhile, when somebody is back.</summary>
public sealed class MeanwhileWordsTests
{
    [Theory]
    [InlineData("12-15 Kasım tarihleri arasında internetim kesikti. Bu süre zarfında kimse aramadı.")]
    [InlineData("5 Ekim tarihine kadar teslim edecektiniz, bu süre içinde iş arkadaşım üç kez telefon etti.")]
    [InlineData("12-15 noyabr tarixlərində işıq yox idi. Bu müddətdə heç kim cavab vermədi, həmkarım da zəng etdi.")]
    [InlineData("از تاریخ ۱ آبان تا تاریخ ۵ آبان اینترنت قطع بود. در این مدت با پشتیبانی تماس گرفتم و همکارم هم پیگیری کرد.")]
    [InlineData("Upon my return from holiday the fridge was dead. My colleague called you twice.")]
    public void Weigh_ComplaintWithThem_IsAPersons(string text) => Assert.Equal(MachineFinding.Person, Weigh(null, text).Finding);

    [Theory]
    [InlineData("12-15 Kasım tarihleri arasında yıllık izindeyim. Bu süre zarfında iş arkadaşım yardımcı olur.")]
    [InlineData("12-15 noyabr tarixlərində məzuniyyətdəyəm. Bu müddətdə həmkarım cavab verəcək.")]
    [InlineData("از تاریخ ۱ آبان در مرخصی هستم. در این مدت با همکارم تماس بگیرید.")]
    [InlineData("I am travelling for business. Upon my return I will answer.")]
    [InlineData("10 Kasım tarihine kadar yurt dışında olacağımdan size dönemeyeceğim.")]
    public void Weigh_NoteOfAbsenceWithThem_IsDoubted(string text) => Assert.Equal(MachineFinding.Doubt, Weigh(null, text).Finding);

    [Theory]
    [InlineData("[#12345] Talebiniz alındı", "Talebiniz alınmıştır, en kısa sürede dönüş yapılacaktır.")]
    [InlineData("[Ticket#77] [urgent] Your request has been received", "A member of our team will answer.")]
    [InlineData("Okundu: Faturam", "")]
    [InlineData("Read: my complaint", "Your message was read")]
    [InlineData("خوانده شد: شکایت", "")]
    public void Weigh_WhatProgramsPutIntoSubjects_IsDoubted(string subject, string text) => Assert.Equal(MachineFinding.Doubt, Weigh(subject, text).Finding);

    [Theory]
    [InlineData("[acil] faturam yanlış", "Geçen ay iki kez ödedim.")]
    [InlineData("Read this please", "The bill is wrong.")]
    public void Weigh_WhatPeoplePutIntoSubjects_IsAPersons(string subject, string text) => Assert.Equal(MachineFinding.Person, Weigh(subject, text).Finding);

    private static MachineVerdict Weigh(string? subject, string text) =>
        MachineJudge.Weigh(MachineWords.Of(new InboundMessage { Medium = Medium.Email, Subject = subject, Text = text }));
}
