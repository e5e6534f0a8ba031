using Ingestion.Channels;
using Ingestion.Channels.Chat.ServiceBus;

namespace Channels.Tests.Chat.ServiceBus;

public sealed class ServiceBusConnectorTests
{
    private static readonly ServiceBusOptions Good = Bots.Options("https://contoso.servicebus.windows.net");

    [Theory]
    [InlineData("https://contoso.servicebus.windows.net", true)]
    [InlineData("https://contoso.servicebus.windows.net/", true)]
    [InlineData("sb://contoso.servicebus.windows.net/", true)]
    [InlineData("http://127.0.0.1:5000", true)]
    [InlineData("http://contoso.servicebus.windows.net", false)]
    [InlineData("https://contoso.servicebus.windows.net/complaints", false)]
    [InlineData("https://user:x@contoso.servicebus.windows.net", false)]
    [InlineData("contoso", false)]
    public void Validate_Endpoint_HttpsWithoutPath(string endpoint, bool good) =>
        Assert.Equal(good ? [] : ["Endpoint"], Faults(Good with { Endpoint = endpoint }));

    [Theory]
    [InlineData("complaints", true)]
    [InlineData("teams/east/complaints", true)]
    [InlineData("bots/subscriptions/complaints", true)]
    [InlineData("/complaints", false)]
    [InlineData("com plaints", false)]
    [InlineData("https://contoso/complaints", false)]
    [InlineData("complaints?x=1", false)]
    public void Validate_Queue_IsAPath(string queue, bool good) => Assert.Equal(good ? [] : ["Queue"], Faults(Good with { Queue = queue }));

    [Fact]
    public void Validate_ReplyQueueIsTheQueue_IsRefused() => Assert.Equal(["ReplyQueue"], Faults(Good with { ReplyQueue = "Complaints" }));

    [Fact]
    public void Validate_KeysMissing_AllAreListed() =>
        Assert.Equal(["KeyName", "Keys", "ReplyKeys"], Faults(Good with { KeyName = null, Keys = [], ReplyKeyName = "send" }));

    [Fact]
    public void Validate_ClientSecretWithoutItsParts_AllAreListed() =>
        Assert.Equal(["TenantId", "ClientId", "ClientSecret"], Faults(Good with { Login = ServiceBusLogin.ClientSecret, Keys = [] }));

    [Theory]
    [InlineData(ServiceBusLogin.ManagedIdentity)]
    [InlineData(ServiceBusLogin.WorkloadIdentity)]
    [InlineData(ServiceBusLogin.Default)]
    public void Validate_KeysBesideAnIdentity_AreRefused(ServiceBusLogin login)
    {
        Assert.Equal(["Keys"], Faults(Good with { Login = login }));
        Assert.Empty(Faults(Good with { Login = login, Keys = [] }));
    }

    [Fact]
    public void ToString_Options_NoSecret() => Assert.DoesNotContain(Bots.Key, Good.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Open_WithoutReplyQueue_ReadsOnly()
    {
        using var http = new HttpClient();

        Assert.Null(Bots.Open(Good with { ReplyQueue = null }, http).Sender);
    }

    [Fact]
    public void Limits_LongestPoll_FitsIntoTheTimeForAnAnswer() =>
        Assert.True(new ServiceBusConnector().Limits.AnswerWithin > TimeSpan.FromSeconds(ServiceBusOptions.LongestPoll + 10));

    private static string[] Faults(ServiceBusOptions options) => [.. ((IConnector)new ServiceBusConnector()).Validate(options).Select(fault => fault.Key)];
}
