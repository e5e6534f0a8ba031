using Ingestion.Mail.Imap;
using Xunit;

namespace Mail.Tests.Imap;

public sealed class ModifiedUtf7Tests
{
    [Theory]
    [InlineData("INBOX", "INBOX")]
    [InlineData("Şikayətlər", "&AV4-ikay&Alk-tl&Alk-r")]
    [InlineData("Şikayetler/İşlendi", "&AV4-ikayetler/&ATABXw-lendi")]
    [InlineData("A&B", "A&-B")]
    [InlineData("شکایت", "&BjQGqQYnBswGKg-")]
    [InlineData("😡", "&2D3eIQ-")]
    [InlineData("a\"b\\c", "a\"b\\c")]
    public void Encode_Name_AsTheRfcWritesItAndBack(string name, string wire)
    {
        Assert.Equal(wire, ModifiedUtf7.Encode(name));
        Assert.Equal(name, ModifiedUtf7.Decode(wire));
    }

    [Theory]
    [InlineData("a&b")]
    [InlineData("&!!-")]
    [InlineData("&AA-x")]
    public void Decode_NotValid_StaysAsItIs(string wire) => Assert.Equal(wire, ModifiedUtf7.Decode(wire));
}
