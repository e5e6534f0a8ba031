using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Email.Imap;

namespace Channels.Tests.Email.Imap;

[ContractOf("imap")]
public sealed class ImapReaderContractTests : ReaderContract
{
    protected override IMessageReader Reader { get; } = new ImapConnector()
        .Open(TestSetup.For("support-mail", new ImapOptions { Host = "h", User = "destek@example.az", Password = "p" })).Reader!;

    protected override IReadOnlyList<OfferedMessage> Samples => MailSamples.Good;

    protected override OfferedMessage Saying(string text) => MailSamples.Saying(text);
}
