using System.Text.Json;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Forms;

namespace Channels.Tests.Forms;

public sealed class FormReceiverTests
{
    private static readonly (string, string)[] Good = [("token", "t0k3n"), ("lang", "tr"), ("email", "isil@ornek.com.tr"), ("message", "Faturam yanlış")];

    [Theory]
    [InlineData("fa", "tr", "fa")]
    [InlineData("FA-ir", null, "fa")]
    [InlineData("xx", "az-Latn-AZ", "az")]
    [InlineData(null, "de;q=1, tr;q=0.5, fa;q=0.9", "fa")]
    [InlineData(null, "en;q=0, az;q=0.1", "az")]
    [InlineData(null, "de", "en")]
    [InlineData(null, ";;,,q=;q=x", "en")]
    [InlineData(null, null, "en")]
    public void Get_Language_QueryThenBrowserThenChannel(string? lang, string? acceptLanguage, string expected)
    {
        var reply = Assert.IsType<WebhookVerdict.Answer>(FormPosts.Get(lang, acceptLanguage).GivenTo(FormPosts.Receiver)).Reply;

        Assert.Equal(200, reply.Status);
        Assert.Equal(expected, FormPosts.Header(reply, "Content-Language"));
        Assert.Contains($"<html lang=\"{expected}\" dir=\"{(expected == "fa" ? "rtl" : "ltr")}\">", FormPosts.Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public void Get_EachTime_AnotherToken()
    {
        var pages = Enumerable.Range(0, 2).Select(_ => FormPosts.Text(Assert.IsType<WebhookVerdict.Answer>(FormPosts.Get("en").GivenTo(FormPosts.Receiver)).Reply)).ToArray();

        Assert.NotEqual(pages[0], pages[1]);
    }

    [Fact]
    public void Post_Form_TakenAndTheReplyShowsTheNumber()
    {
        var take = FormPosts.Taken(FormPosts.Form(Good));

        Assert.Equal(TimeSpan.FromSeconds(3), take.AwaitRegistration);
        Assert.StartsWith("t0k3n.", Assert.Single(take.Messages).ExternalId, StringComparison.Ordinal);
        var reply = take.Reply!(new TakenMessage(false, "123456789012"));
        Assert.Equal((200, "text/html; charset=utf-8"), (reply.Status, reply.MediaType));
        Assert.Contains("1234-5678-9012", FormPosts.Text(reply), StringComparison.Ordinal);
        Assert.Contains("lang=\"tr\"", FormPosts.Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public void Post_PersianPage_NumberInPersianDigitsLeftToRight()
    {
        var reply = FormPosts.Taken(FormPosts.Form(("token", "t"), ("lang", "fa"), ("email", "a@b.ir"), ("message", "سلام"))).Reply!(new TakenMessage(false, "123456789012"));

        Assert.Contains("<bdi dir=\"ltr\">۱۲۳۴-۵۶۷۸-۹۰۱۲</bdi>", FormPosts.Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public void Post_NumberNotYetThere_SaysThatItFollows()
    {
        var reply = FormPosts.Taken(FormPosts.Form(Good)).Reply!(new TakenMessage(false, null));

        Assert.Contains("Takip numaranız hazırlanıyor", FormPosts.Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public void Post_GoneBackAndMended_IsAnotherMessage()
    {
        var first = FormPosts.Taken(FormPosts.Form(Good)).Messages[0].ExternalId;
        var mended = FormPosts.Taken(FormPosts.Form([.. Good[..3], ("message", "Faturam yanlış, iki kez geldi")])).Messages[0].ExternalId;

        Assert.NotEqual(first, mended);
    }

    [Theory]
    [InlineData("tr", "Şu anda mesaj alamıyoruz")]
    [InlineData("az", "Hazırda mesaj qəbul edə bilmirik")]
    [InlineData("fa", "اکنون نمی‌توانیم پیام دریافت کنیم")]
    [InlineData("en", "We cannot take messages")]
    public void Apologise_TextArrived_StandsInTheFormUnderItsToken(string language, string words)
    {
        var reply = FormPosts.Receiver.Apologise(FormPosts.Form([.. Good.Where(field => field.Item1 != "lang"), ("lang", language)]).Build(), 503)!;

        Assert.Equal((503, "text/html; charset=utf-8", language), (reply.Status, reply.MediaType, FormPosts.Header(reply, "Content-Language")));
        var page = FormPosts.Text(reply);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("Faturam yanlış</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("name=\"token\" value=\"t0k3n\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", 429, "yazdıklarınız formda duruyor")]
    [InlineData("POST", 413, "çok uzun")]
    [InlineData("GET", 429, "Bu sayfayı şu anda açamıyoruz")]
    public void Apologise_NothingWasRead_SaysWhatToDo(string method, int status, string words)
    {
        var reply = FormPosts.Receiver.Apologise((FormPosts.Form() with { Method = method, Body = [] }).WithHeader("Accept-Language", "tr").Build(), status)!;

        Assert.Equal(status, reply.Status);
        Assert.Contains(words, FormPosts.Text(reply), StringComparison.Ordinal);
        Assert.DoesNotContain("<form", FormPosts.Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public void Apologise_Program_GetsTheReasonInPlainText() => Assert.Null(FormPosts.Receiver.Apologise(FormPosts.Json(new { message = "a" }).Build(), 503));

    [Fact]
    public void Post_NoToken_NewIdEachTime() =>
        Assert.NotEqual(FormPosts.Taken(FormPosts.Form(Good[1..])).Messages[0].ExternalId, FormPosts.Taken(FormPosts.Form(Good[1..])).Messages[0].ExternalId);

    [Theory]
    [InlineData("email", "isil@", "email")]
    [InlineData("email", "a@b.az, c@d.az", "email")]
    [InlineData("phone", "12", "phone")]
    [InlineData("phone", "+90 call me", "phone")]
    [InlineData("message", "  ", "message")]
    [InlineData("reference", "12345678901234567890123456789012345678901234567890", "reference")]
    public void Post_BadEntry_SentBackWithTheFaultBesideItAndEverythingTyped(string field, string value, string faulty)
    {
        var entries = Good.Where(entry => entry.Item1 != field).Append(("name", "Işıl \"<b>\"")).Append((field, value)).ToArray();

        var refused = Assert.IsType<WebhookVerdict.Refuse>(FormPosts.Form(entries).GivenTo(FormPosts.Receiver));

        Assert.Equal(422, refused.Status);
        var page = FormPosts.Text(refused.Reply!);
        Assert.Contains($"<a href=\"#{faulty}\">", page, StringComparison.Ordinal);
        Assert.Contains($"id=\"{faulty}-fault\"", page, StringComparison.Ordinal);
        Assert.Contains($"aria-describedby=\"{faulty}-fault", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Işıl &quot;&lt;b&gt;&quot;\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"t0k3n\"", page, StringComparison.Ordinal);
        Assert.Contains("<title>Hata: ", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5_001, "۵۰۰۱")]
    [InlineData(150_000, "۱۵۰۰۰۰")]
    public void Post_TooLongText_KeptAndBothLengthsNamed(int length, string named)
    {
        var text = new string('ə', length - 3) + "END";

        var refused = Assert.IsType<WebhookVerdict.Refuse>(FormPosts.Form(("lang", "fa"), ("email", "a@b.az"), ("message", text)).GivenTo(FormPosts.Receiver));

        Assert.Contains(named, FormPosts.Text(refused.Reply!), StringComparison.Ordinal);
        Assert.Contains(text, FormPosts.Text(refused.Reply!), StringComparison.Ordinal);
    }

    [Fact]
    public void Post_LongestText_FitsTheByteLimit()
    {
        var body = FormPosts.Form(("email", "a@b.az"), ("message", string.Concat(Enumerable.Repeat("😡", 25_000)))).Body;

        Assert.InRange(body.Length, 300_000, FormPosts.Receiver.MaxBytes);
        var receiver = FormPosts.New(new FormOptions { MaxTextLength = 50_000 });
        Assert.IsType<WebhookVerdict.Take>((FormPosts.Form(("x", "y")) with { Body = body }).GivenTo(receiver));
    }

    [Fact]
    public void Post_NoContact_AskedForUnlessTheChannelTakesAnonymousMessages()
    {
        var request = FormPosts.Form(("message", "salam"));

        Assert.IsType<WebhookVerdict.Refuse>(request.GivenTo(FormPosts.Receiver));
        Assert.IsType<WebhookVerdict.Take>(request.GivenTo(FormPosts.New(new FormOptions { RequireContact = false })));
    }

    [Fact]
    public void Post_HiddenFieldFilled_NotTakenAndAPersonCanSendAgain()
    {
        var refused = Assert.IsType<WebhookVerdict.Refuse>(FormPosts.Form([.. Good, ("website", "http://spam.example")]).GivenTo(FormPosts.Receiver));

        Assert.Equal((422, "honeypot"), (refused.Status, refused.Reason));
        var page = FormPosts.Text(refused.Reply!);
        Assert.Contains("Faturam yanlış", page, StringComparison.Ordinal);
        Assert.Contains("bir kez daha basın", page, StringComparison.Ordinal);
        Assert.DoesNotContain("spam.example", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</textarea><img src=x onerror=alert(1)>")]
    [InlineData("\" autofocus onfocus=\"alert(1)")]
    [InlineData("' onx='")]
    public void Post_MarkupInEveryField_ComesBackEncoded(string evil)
    {
        var refused = Assert.IsType<WebhookVerdict.Refuse>(FormPosts.Form(
            ("token", evil), ("lang", evil), ("name", evil), ("email", evil), ("phone", evil), ("message", evil), ("reference", evil), ("website", evil)).GivenTo(FormPosts.Receiver));

        Assert.DoesNotContain(evil, FormPosts.Text(refused.Reply!), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", FormPosts.Text(refused.Reply!), StringComparison.Ordinal);
        Assert.DoesNotContain("<img", FormPosts.Text(refused.Reply!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=ISO-8859-9")]
    [InlineData("application/json;charset=\"windows-1254\"")]
    public void Post_OtherCharset_415(string type) =>
        Assert.Equal(415, Assert.IsType<WebhookVerdict.Refuse>(FormPosts.Form(Good).WithHeader("Content-Type", type).GivenTo(FormPosts.Receiver)).Status);

    [Fact]
    public void Post_Json_AnswersJson()
    {
        var take = FormPosts.Taken(FormPosts.Json(new { message = "salam", phone = "+994 50 000 00 00" }));

        Assert.Equal("""{"accepted":true,"trackingNumber":"123456789012","repeat":false}""", FormPosts.Text(take.Reply!(new TakenMessage(false, "123456789012"))));
        Assert.Equal("""{"accepted":true,"trackingNumber":null,"repeat":true}""", FormPosts.Text(take.Reply!(new TakenMessage(true, null))));
        Assert.Equal((200, 202), (take.Reply!(new TakenMessage(false, "123456789012")).Status, take.Reply!(new TakenMessage(false, null)).Status));
    }

    [Fact]
    public void Post_JsonWithFaults_ListsThemAll()
    {
        var refused = Assert.IsType<WebhookVerdict.Refuse>(FormPosts.Json(new { message = 17, email = "a@", id = "a b", name = new string('x', 101) }).GivenTo(FormPosts.Receiver));

        using var json = JsonDocument.Parse(refused.Reply!.Body);
        Assert.False(json.RootElement.GetProperty("accepted").GetBoolean());
        Assert.Equal(
            ["message:text-expected", "email:invalid", "name:too-long", "id:invalid"],
            json.RootElement.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("field")}:{error.GetProperty("code")}"));
    }

    [Fact]
    public void Post_IdempotencyKey_IsTheId()
    {
        var request = FormPosts.Json(new { message = "salam", email = "a@b.az" });

        var first = FormPosts.Taken(request.WithHeader("Idempotency-Key", "k-1")).Messages[0].ExternalId;
        Assert.Equal(first, FormPosts.Taken(request.WithHeader("Idempotency-Key", "\"k-1\"")).Messages[0].ExternalId);
        Assert.NotEqual(first, FormPosts.Taken(request.WithHeader("Idempotency-Key", "k-2")).Messages[0].ExternalId);
        Assert.Equal(422, Assert.IsType<WebhookVerdict.Refuse>(request.WithHeader("Idempotency-Key", "k 1").GivenTo(FormPosts.Receiver)).Status);
    }

    [Fact]
    public void Post_FormByAProgramThatWantsJson_AnswersJson()
    {
        var reply = FormPosts.Taken(FormPosts.Form(Good).WithHeader("Accept", "application/json")).Reply!(new TakenMessage(false, "123456789012"));

        Assert.Equal("application/json", reply.MediaType);
    }
}
