using Ingestion.Channels;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Tests.Fakes;
using Xunit;

namespace Ingestion.Worker.Tests.OpenChannels;

public sealed class LiveSourceTests
{
    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "name-not-found")]
    [InlineData(HttpRequestError.SecureConnectionError, "tls-failed")]
    [InlineData(HttpRequestError.ConnectionError, "unreachable")]
    [InlineData(HttpRequestError.ResponseEnded, "connection-lost")]
    [InlineData(HttpRequestError.Unknown, "connection-lost")]
    public async Task Fetch_ConnectionBroken_SaysSoInOneWord(HttpRequestError error, string code)
    {
        var source = new HeldSource();
        source.Answer.SetException(new HttpRequestException(error, "https://provider.example/bot4711:secret broke"));
        await using var live = new LiveParts(new ChannelParts
        {
            Source = source, Reader = new FakeReader(), Test = new FakeTest(_ => Task.FromResult(new ConnectionReport(true, ""))),
        });

        foreach (var call in (Func<Task>[])
                 [
                     () => live.Front.Source!.FetchAsync(null, 1, CancellationToken.None),
                     () => live.Front.Source!.FetchAgainAsync(["a"], CancellationToken.None),
                 ])
        {
            var fault = await Assert.ThrowsAsync<ChannelFaultException>(call);
            Assert.Equal(code, fault.Code);
            Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
        }
    }
}
