using Ingestion.Channels;
using Ingestion.Worker.OpenChannels.Outbound;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.OpenChannels.Outbound;

/// <summary>A channel's client, the provider that it talks to, and the clock between them.</summary>
internal sealed class ProviderRig : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private readonly List<HttpClient> _clients = [];

    public ProviderRig(ProviderLimits? limits = null, OutboundOptions? options = null)
    {
        Limits = limits ?? new ProviderLimits();
        Options = options ?? OutboundOptions.Default;
        Client = NewClient();
    }

    public WireMockScope Provider { get; } = WireMockScope.Open();

    public ManualTime Time { get; } = new();

    public RecordingLoggers Log { get; } = new();

    /// <summary>What the pipeline draws as its chance.</summary>
    public double Chance { get; set; } = 0.5;

    public HttpClient Client { get; }

    private ProviderLimits Limits { get; }

    private OutboundOptions Options { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Another channel's client.</summary>
    public HttpClient NewClient(string channel = "bot")
    {
        var client = ChannelHttp.NewClient(channel, Limits, Options, Log, Time, () => Chance);
        _clients.Add(client);
        return client;
    }

    public Task<HttpResponseMessage> BeginAsync(string method, string path, HttpClient? client = null, CancellationToken? cancel = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), Provider.Url(path));
        if (method is "POST" or "PUT")
        {
            request.Content = new StringContent("hello");
        }

        return (client ?? Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel ?? Cancel);
    }

    /// <summary>Sends and moves the clock over the short waits between the tries.</summary>
    public Task<HttpResponseMessage> SendAsync(string method, string path, HttpClient? client = null) =>
        Time.PassAsync(BeginAsync(method, path, client), Soon);

    public async Task<int> StatusAsync(string method, string path, HttpClient? client = null)
    {
        using var response = await SendAsync(method, path, client);
        return (int)response.StatusCode;
    }

    public Task<ChannelFaultException> FaultAsync(string method, string path, HttpClient? client = null) =>
        Assert.ThrowsAsync<ChannelFaultException>(() => SendAsync(method, path, client));

    /// <summary>How many requests reached the provider.</summary>
    public async Task<int> ArrivedAsync(string? path = null) => (await Provider.RequestsAsync(path: path)).Count;

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await Provider.DisposeAsync();
    }
}
