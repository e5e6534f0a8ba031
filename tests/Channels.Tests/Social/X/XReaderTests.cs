using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Social.X;

namespace Channels.Tests.Social.X;

public sealed class XReaderTests
{
    private static readonly long Id = XSamples.Id(60);
    private static readonly XOptions Searching = XSamples.Options with { Search = "#ornekbank" };

    private static string IdText => XId.Write(Id);

    [Fact]
    public void Read_Post_SaysWhoWhatAndWhere()
    {
        var read = Read(XSamples.Post(Id, "@ours Kartım işləmir &amp; pulum getdi"));

        Assert.Equal(new ContactPoint(ContactPointKind.Handle, $"x:{XSamples.Writer}"), read.Sender);
        Assert.Equal(read.Sender, read.ReplyTo);
        Assert.Equal("@ours Kartım işləmir & pulum getdi", read.Text);
        Assert.Equal((Medium.Social, true, $"post:{IdText}", $"post:{IdText}", "az"), (read.Medium, read.IsPublic, read.MessageId, read.Identity, read.LanguageHint));
        Assert.Equal($"{IdText}/x:{XSamples.Writer}", read.ConversationId);
        Assert.Equal(TestSetup.Now.AddSeconds(-60), read.SentAt);
        Assert.Empty(read.Notes);
        Assert.Null(read.Consent);
    }

    [Theory]
    [InlineData("note_tweet", "edit_history_tweet_ids", "referenced_tweets")]
    [InlineData("note_post", "edit_history_post_ids", "referenced_posts")]
    public void Read_EitherGenerationOfNames_TheSame(string note, string history, string references)
    {
        var post = $$"""
            {"id":"{{IdText}}","text":"Uzun…","author_id":"{{XSamples.Writer}}","conversation_id":"15","{{note}}":{"text":"Uzun mətn bütöv"},
             "{{history}}":["17","18","{{IdText}}"],"{{references}}":[{"type":"replied_to","id":"19"},{"type":"quoted","id":"20"}]}
            """;

        var read = Read(post);

        Assert.Equal("Uzun mətn bütöv", read.Text);
        Assert.Equal("post:17", read.Identity);
        Assert.Equal($"post:{IdText}", read.MessageId);
        Assert.Equal(["post:19"], read.References);
        Assert.Equal($"15/x:{XSamples.Writer}", read.ConversationId);
    }

    [Fact]
    public void Read_Edits_ShareTheIdentityOfTheFirst()
    {
        var later = XSamples.Id(30);
        var first = Read(XSamples.Post(Id, "Kartım işləmr"));
        var second = Read(XSamples.Post(later, "Kartım işləmir").Replace($"_ids\":[\"{XId.Write(later)}\"]", $"_ids\":[\"{IdText}\",\"{XId.Write(later)}\"]", StringComparison.Ordinal));

        Assert.Equal(first.Identity, second.Identity);
        Assert.NotEqual(first.MessageId, second.MessageId);
        Assert.True(second.SentAt > first.SentAt);
    }

    [Theory]
    [InlineData("tr", "tr")]
    [InlineData("fa", "fa")]
    [InlineData("und", null)]
    [InlineData("zxx", null)]
    [InlineData("qme", null)]
    [InlineData("a b", null)]
    public void Read_Language_OnlyWhatIsOne(string code, string? language) =>
        Assert.Equal(language, Read(XSamples.Post(Id, "a").Replace("\"lang\":\"az\"", $"\"lang\":\"{code}\"", StringComparison.Ordinal)).LanguageHint);

    [Theory]
    [InlineData("@ours DUR!", ConsentChange.Stop)]
    [InlineData("@ours لغو", ConsentChange.Stop)]
    [InlineData("stop", ConsentChange.Stop)]
    [InlineData("@ours başlat", ConsentChange.Start)]
    [InlineData("@ours pulumu silməyi dayandırın", null)]
    public void Read_StopWord_InPostAndMessage(string text, ConsentChange? consent)
    {
        Assert.Equal(consent, Read(XSamples.Post(Id, text)).Consent);
        Assert.Equal(consent, ReadMessage(XSamples.Dm(Id, text.Replace("@ours ", "", StringComparison.Ordinal))).Consent);
    }

    [Fact]
    public void Read_DirectMessage_IsPrivate()
    {
        var read = ReadMessage(XSamples.Dm(Id, "1 &lt; 2"));

        Assert.Equal("1 < 2", read.Text);
        Assert.False(read.IsPublic);
        Assert.Null(read.Identity);
        Assert.Equal($"x:{XSamples.Writer}", read.ReplyTo?.Value);
        Assert.Equal(($"dm:{IdText}", $"dm/{XSamples.Writer}-{XSamples.Own}"), (read.MessageId, read.ConversationId));
    }

    [Fact]
    public void Read_DirectMessageWithAPictureOnly_ShowsThatThereIsOne()
    {
        var read = ReadMessage(XSamples.Dm(Id, "").Replace("\"text\":\"\"", "\"attachments\":{\"media_keys\":[\"3_1\"]}", StringComparison.Ordinal));

        Assert.Equal([new AttachmentSummary(null, "application/octet-stream", null)], read.Attachments);
        Assert.Empty(read.Notes);
    }

    [Theory]
    [InlineData(""" "entities":{"mentions":[{"username":"ours","id":"2244994945"}]} """, true)]
    [InlineData(""" "in_reply_to_user_id":"2244994945" """, true)]
    [InlineData(""" "entities":{"mentions":[{"username":"other","id":"17"}]} """, false)]
    [InlineData(""" "source":"web" """, false)]
    public void Read_FoundBySearch_AnsweredOnlyWhenItAddressesUs(string more, bool answered)
    {
        var post = XSamples.Post(Id, "#ornekbank kartım işləmir", XSamples.Writer, more);

        Assert.Equal(answered, Read(post, Searching).ReplyTo is not null);
        Assert.NotNull(Read(post).ReplyTo);
        Assert.NotNull(Read(post, Searching).Sender);
    }

    [Fact]
    public void Read_RepliesTurnedOff_NobodyIsAnswered() => Assert.Null(Read(XSamples.Post(Id, "a"), XSamples.Options with { Reply = "none" }).ReplyTo);

    [Fact]
    public void Read_Media_PicturesByTheirUrlAndFilmsByTheirBestFile()
    {
        var read = XSamples.Read(XSamples.Offered(XSamples.Post(Id, "bax", XSamples.Writer, """ "attachments":{"media_keys":["3_1","7_2","16_3","9_9"]} """), """
            "includes":{"media":[
              {"media_key":"3_1","type":"photo","url":"https://pbs.twimg.com/media/a.png"},
              {"media_key":"7_2","type":"video","preview_image_url":"https://pbs.twimg.com/p.jpg","variants":[
                {"bit_rate":256000,"content_type":"video/mp4","url":"https://video.twimg.com/low.mp4?tag=1"},
                {"content_type":"application/x-mpegURL","url":"https://video.twimg.com/list.m3u8"},
                {"bit_rate":832000,"content_type":"video/mp4","url":"https://video.twimg.com/high.mp4?tag=1"}]},
              {"media_key":"16_3","type":"animated_gif"},
              {"media_key":"3_4","type":"photo","url":"https://pbs.twimg.com/of-another-post.jpg"}]},
            """));

        Assert.Equal(
            [
                new AttachmentSummary("a.png", "image/png", null) { Key = "https://pbs.twimg.com/media/a.png" },
                new AttachmentSummary("high.mp4", "video/mp4", null) { Key = "https://video.twimg.com/high.mp4?tag=1" },
                new AttachmentSummary(null, "application/octet-stream", null),
            ],
            read.Attachments);
    }

    [Fact]
    public void Read_Names_WhenAskedFor()
    {
        var offered = XSamples.Offered(XSamples.Post(Id, "a"), $$"""
            "includes":{"users":[{"id":"17","name":"Other"},{"id":"{{XSamples.Writer}}","name":"Aygün","username":"aygun"}]},
            """);

        Assert.Equal("Aygün", XSamples.Read(offered).SenderName);
    }

    [Fact]
    public void Read_Oversize_KeepsWhoAndTheBeginning()
    {
        var post = XSamples.Post(Id, "a", XSamples.Writer, $"\"note_tweet\":{{\"text\":\"begin {new string('x', 200_000)}\"}}", $"\"in_reply_to_user_id\":\"{XSamples.Own}\"");
        var offered = XSamples.Offered(XSamples.Page([post]));

        var read = XSamples.Read(offered, Searching);

        Assert.True(offered.Raw.Length < 5000);
        Assert.StartsWith("begin xxx", read.Text, StringComparison.Ordinal);
        Assert.Equal($"post:{IdText}", read.Identity);
        Assert.NotNull(read.ReplyTo);
        Assert.Contains("oversize", read.Notes);
    }

    [Theory]
    [InlineData("[]", "json-broken")]
    [InlineData("{", "json-broken")]
    [InlineData("""{"post":{"text":"a"}}""", "writer-missing")]
    [InlineData("""{"post":{"author_id":"aygun","text":"a"}}""", "writer-missing")]
    [InlineData("""{"post":{"author_id":"17"}}""", "text-missing")]
    [InlineData("""{"dm":{"sender_id":"17"}}""", "text-missing")]
    public void Read_SomethingMissing_Noted(string raw, string note) =>
        Assert.Contains(note, XSamples.Read(new OfferedMessage { ExternalId = "post:1", Raw = Encoding.UTF8.GetBytes(raw) }).Notes);

    private static InboundMessage Read(string post, XOptions? options = null) => XSamples.Read(XSamples.Offered(XSamples.Page([post])), options);

    private static InboundMessage ReadMessage(string message) => XSamples.Read(XSamples.Offered(XSamples.Page([message]), isMessages: true));
}
