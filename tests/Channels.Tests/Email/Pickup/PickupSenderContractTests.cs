using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Email.Pickup;

namespace Channels.Tests.Email.Pickup;

[ContractOf("pickup")]
public sealed class PickupSenderContractTests : SenderContract
{
    protected override Task<SenderRig> StartAsync() => Task.FromResult<SenderRig>(new Rig());

    private sealed class Rig : SenderRig
    {
        private readonly TemporaryFolder _folder = new();

        public override ContactPoint Reachable => new(ContactPointKind.Email, "ali@example.az");

        public override IReadOnlyList<ContactPoint> Unreachable =>
        [
            new(ContactPointKind.Phone, "+994500000000"), new(ContactPointKind.Handle, "x:1"), new(ContactPointKind.Email, "\"a b\"@example.az"),
            new(ContactPointKind.Email, "a@b.az, c@d.az"),
        ];

        public override IMessageSender Open() =>
            new PickupConnector().Open(TestSetup.For("mail-out", new PickupOptions { Folder = _folder.Path, From = "destek@example.az" })).Sender!;

        public override string StableId(string word) => $"<ack-{word}@worker.example>";

        public override string Mark(string stableId) => $"Message-ID: {stableId}\r\n";

        public override async Task<IReadOnlyList<string>> ArrivedAsync() =>
            [.. await Task.WhenAll(Directory.GetFiles(_folder.Path).Select(path => File.ReadAllTextAsync(path)))];

        public override ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return base.DisposeAsync();
        }
    }
}
