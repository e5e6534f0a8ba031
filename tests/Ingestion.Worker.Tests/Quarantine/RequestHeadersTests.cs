using Ingestion.Worker.Quarantine;
using Xunit;

namespace Ingestion.Worker.Tests.Quarantine;

public sealed class RequestHeadersTests
{
    [Fact]
    public void Of_TooMany_KeepsTheShortOnesAndNoCookies()
    {
        var headers = RequestHeaders.Of(
        [
            KeyValuePair.Create("X-Junk", new string('x', RequestHeaders.MaxSize)),
            KeyValuePair.Create("X-Signature", "abc"),
            KeyValuePair.Create("cookie", "c"),
            KeyValuePair.Create("proxy-authorization", "p"),
            KeyValuePair.Create("Authorization", "Bearer x"),
        ]);

        Assert.Equal(["Authorization", "X-Signature"], headers.Names);
        Assert.True(headers.Size < 100);
    }

    [Fact]
    public void Parse_OfToJson_IsTheSame()
    {
        var headers = RequestHeaders.Parse(RequestHeaders.Of([KeyValuePair.Create("X-A", "\u00e9 \"quoted\""), KeyValuePair.Create("x-b", "")]).ToJson());

        Assert.Equal(["X-A", "x-b"], headers.Names);
        Assert.Equal(("\u00e9 \"quoted\"", "", null), (headers["x-a"], headers["X-B"], headers["none"]));
    }
}
