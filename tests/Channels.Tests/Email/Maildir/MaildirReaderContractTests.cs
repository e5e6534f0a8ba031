using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Email;

namespace Channels.Tests.Email.Maildir;

[ContractOf("maildir")]
public sealed class MaildirReaderContractTests : ReaderContract
{
    protected override IMessageReader Reader { get; } = new MailReader(["destek@example.az"]);

    protected override IReadOnlyList<OfferedMessage> Samples => MailSamples.Good;

    protected override OfferedMessage Saying(string text) => MailSamples.Saying(text);
}
