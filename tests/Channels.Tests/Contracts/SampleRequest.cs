using System.Text;
using Ingestion.Channels;

namespace Channels.Tests.Contracts;

/// <summary>A request that tests can vary with <c>with</c>.</summary>
public sealed record SampleRequest
{
    public string Method { get; init; } = "POST";

    public string Path { get; init; } = "/channel/one";

    /// <summary>Names in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>The raw query with its question mark.</summary>
    public string QueryString { get; init; } = "";

    public byte[] Body { get; init; } = [];

    public DateTimeOffset ReceivedAt { get; init; } = TestSetup.Now;

    public bool IsVouchedFor { get; init; }

    public SampleRequest WithHeader(string name, string? value)
    {
        var headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase);
        headers.Remove(name);
        if (value is not null)
        {
            headers[name] = value;
        }

        return this with { Headers = headers };
    }

    public SampleRequest WithBody(string body) => this with { Body = Encoding.UTF8.GetBytes(body) };

    public WebhookVerdict GivenTo(IWebhookReceiver receiver) => receiver.Receive(Build());

    public WebhookRequest Build() => new()
    {
        Method = Method,
        Path = Path,
        Header = name => new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase).GetValueOrDefault(name),
        Query = name => Query.GetValueOrDefault(name),
        QueryString = QueryString,
        Body = Body,
        ReceivedAt = ReceivedAt,
        IsVouchedFor = IsVouchedFor,
    };
}
