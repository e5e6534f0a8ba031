using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Forms;

namespace Channels.Tests.Forms;

public sealed class FormReaderTests
{
    [Fact]
    public void Read_AllFields_AllThere()
    {
        var message = Read(FormPosts.Encode(
            ("lang", "az"), ("name", "Aygün  Əliyeva"), ("email", " Aygun@MƏSAL.az "), ("phone", "+994 50 000 00 00"), ("message", " Salam\r\nkart\tyox \r\n"), ("reference", "1234-5678-9012")));

        Assert.Equal(Medium.Form, message.Medium);
        Assert.Equal("Salam\nkart\tyox", message.Text);
        Assert.Equal(ContactPointKind.Email, message.Sender?.Kind);
        Assert.StartsWith("Aygun@xn--msal-", message.Sender?.Value, StringComparison.Ordinal);
        Assert.Equal(message.Sender, message.ReplyTo);
        Assert.Equal(("Aygün  Əliyeva", "1234-5678-9012", "az"), (message.SenderName, message.Subject, message.LanguageHint));
        Assert.Null(message.Fingerprint);
        Assert.True(message.IsSenderClaimed);
        Assert.Equal(new ContactPoint(ContactPointKind.Phone, "+994500000000"), message.AlsoGiven);
        Assert.Empty(message.AlsoKnownAs);
        Assert.Empty(message.Notes);
    }

    [Theory]
    [InlineData("+90 (532) 000-00.00", "+905320000000")]
    [InlineData("0090 532 000 00 00", "+905320000000")]
    [InlineData("۰۰۹۸ ۹۱۲ ۰۰۰ ۰۰۰۰", "+989120000000")]
    [InlineData("\u200e+٩٩٤\u00a050\u2011000\u201100\u201100", "+994500000000")]
    public void Read_PhoneOnly_NormalisedAndNoReplyAddress(string typed, string expected)
    {
        var message = Read(FormPosts.Encode(("phone", typed), ("message", "x")));

        Assert.Equal(new ContactPoint(ContactPointKind.Phone, expected), message.Sender);
        Assert.Null(message.ReplyTo);
        Assert.Null(message.AlsoGiven);
        Assert.Empty(message.Notes);
    }

    [Theory]
    [InlineData("phone=0532+000+00+00&message=x", "phone-without-country")]
    [InlineData("phone=%2B0532000000&message=x", "phone-without-country")]
    [InlineData("phone=abc&message=x", "phone-unusable")]
    [InlineData("email=abc&message=x", "email-unusable")]
    [InlineData("email=a%40b.az&message=kart%FDm", "undecodable-text")]
    [InlineData("email=a%40b.az", "text-missing")]
    public void Read_WhatCannotBeUsed_IsNoted(string body, string note) => Assert.Equal([note], Read(body).Notes);

    [Theory]
    [InlineData("message=100%&email=a%40b.az", "100%")]
    [InlineData("message=a%2&email=a%40b.az", "a%2")]
    [InlineData("message=a%zz%41&email=a%40b.az", "a%zzA")]
    [InlineData("message=first&message=second&email=a%40b.az", "first")]
    [InlineData("email=a%40b.az&message=a=b", "a=b")]
    public void Read_OddEncoding_AsBrowsersReadIt(string body, string text) => Assert.Equal(text, Read(body).Text);

    private static InboundMessage Read(string body) => new FormReader().Read(new AcceptedMessage
    {
        Id = 1, Channel = "one", ExternalId = "d1", Raw = Encoding.UTF8.GetBytes(body), AcceptedAt = TestSetup.Now, Context = "format=form;language=az",
    });
}
