using System.Text;
using Ingestion.Worker.Outbox;
using Xunit;

namespace Ingestion.Worker.Tests.Outbox;

public sealed class SignedMessageIdTests
{
    private static readonly SignedMessageId Ours = new(Encoding.ASCII.GetBytes("our key"), "us.example");

    [Theory]
    [InlineData(1)]
    [InlineData(123_456_789)]
    [InlineData(long.MaxValue)]
    public void Verify_OurOwn_GivesTheComplaint(long complaintId)
    {
        var id = Ours.Create("ack", complaintId);

        Assert.StartsWith($"<ack.{complaintId}.", id, StringComparison.Ordinal);
        Assert.EndsWith("@us.example>", id, StringComparison.Ordinal);
        Assert.Equal(complaintId, Ours.Verify(id));
        Assert.Equal(id, Ours.Create("ack", complaintId));
    }

    [Fact]
    public void Verify_AsGatewaysHandItOn_IsStillOurs()
    {
        var id = Ours.Create("ack", 42);

        Assert.Equal(42, Ours.Verify(id.Trim('<', '>')));
        Assert.Equal(42, Ours.Verify("  " + id + " \t"));
        Assert.Equal(42, Ours.Verify(id.Replace("us.example", "old-name.example", StringComparison.Ordinal)));
    }

    [Fact]
    public void Verify_AnyChangedCharacter_IsNotOurs()
    {
        var id = Ours.Create("ack", 4242);
        var at = id.IndexOf('@', StringComparison.Ordinal);
        for (var i = 1; i < at; i++)
        {
            foreach (var other in "0a9.-F ")
            {
                if (id[i] != other)
                {
                    Assert.Null(Ours.Verify(id[..i] + other + id[(i + 1)..]));
                }
            }
        }
    }

    [Fact]
    public void Verify_MadeWithAnotherKeyOrForAnotherComplaint_IsNotOurs()
    {
        var theirs = new SignedMessageId(Encoding.ASCII.GetBytes("their key"), "us.example").Create("ack", 42);
        var id = Ours.Create("ack", 42);

        Assert.Null(Ours.Verify(theirs));
        Assert.Null(Ours.Verify(id.Replace(".42.", ".43.", StringComparison.Ordinal)));
        Assert.Null(Ours.Verify(id.Replace("ack.", "promise.", StringComparison.Ordinal)));
        Assert.Null(Ours.Verify(id.Replace(".42.", ".042.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Verify_Rubbish_NeverThrowsAndIsNotOurs()
    {
        string[] rubbish =
        [
            "", "<", "<>", "@", "<@>", ".", "...", "<ack..@x>", "<ack.1.@x>", "<ack.99999999999999999999999.aa@x>", "<ack.-1.aa@x>", "<ack. 1.aa@x>",
            "<ack.١.aa@x>", "<ack.1.\ud83d@x>", "\0", new string('.', 100_000), $"<ack.1.{new string('a', 100_000)}@x>", $"<{new string('a', 60)}.1.bb@x>",
        ];
        Assert.All(rubbish, text => Assert.Null(Ours.Verify(text)));
        var random = new Random(7);
        for (var i = 0; i < 5000; i++)
        {
            Assert.Null(Ours.Verify(new string(Enumerable.Range(0, random.Next(60)).Select(_ => (char)random.Next(0x20, 0x3000)).ToArray())));
        }
    }
}
