using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>One queue, topic or subscription and the pipeline to it.</summary>
internal sealed class ServiceBusEntity
{
    private readonly HttpPipeline _pipeline;
    private readonly TimeProvider _time;
    private readonly WatchedCredential? _credential;

    /// <param name="keyName">Login Key: the policy; not looked at otherwise.</param>
    public ServiceBusEntity(ServiceBusOptions options, string path, string? keyName, IReadOnlyList<string> keys, ChannelSetup setup)
    {
        _time = setup.Time;
        Endpoint = EndpointOf(options.Endpoint) ?? throw new ArgumentException("The endpoint is no URL.", nameof(options));
        Entity = new Uri(Endpoint, string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
        _credential = options.Login == ServiceBusLogin.Key ? null : new WatchedCredential(ServiceBusCredential.Of(options, setup.Http));
        HttpPipelinePolicy login = _credential is null
            ? new SasPolicy(new SasTokens(Entity.AbsoluteUri, keyName ?? "", keys, setup.Time))
            : new BearerTokenAuthenticationPolicy(_credential, options.Scope);
        _pipeline = HttpPipelineBuilder.Build(new ServiceBusClientOptions(setup.Http), [], [login], new ResponseClassifier());
    }

    /// <summary>Of the token of Entra ID in use; keys do not end.</summary>
    public CredentialLife? Credentials => _credential?.Life;

    public Uri Endpoint { get; }

    public Uri Entity { get; }

    /// <summary>The namespace's root, or null when the text is no URL of one.</summary>
    public static Uri? EndpointOf(string text)
    {
        var url = text.StartsWith("sb://", StringComparison.OrdinalIgnoreCase) ? $"https://{text[5..]}" : text;
        return Uri.TryCreate(url, UriKind.Absolute, out var endpoint)
            && (endpoint.Scheme == Uri.UriSchemeHttps || endpoint.Scheme == Uri.UriSchemeHttp)
            && endpoint is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
            ? endpoint
            : null;
    }

    /// <summary>A request below the entity: <c>messages/head?timeout=5</c>.</summary>
    public HttpMessage Request(RequestMethod method, string below, RequestContent? content = null) =>
        Request(method, new Uri($"{Entity.AbsoluteUri}/{below}"), content);

    public HttpMessage Request(RequestMethod method, Uri url, RequestContent? content = null)
    {
        var message = _pipeline.CreateMessage();
        message.BufferResponse = false;
        message.Request.Method = method;
        message.Request.Uri.Reset(url);

        // Without one there would be no Content-Length, which the service wants of every POST.
        message.Request.Content = content ?? (method == RequestMethod.Delete ? null : RequestContent.Create(ReadOnlyMemory<byte>.Empty));
        return message;
    }

    /// <summary>Tries once.</summary>
    /// <exception cref="ChannelFaultException">The host's pipeline says no, or there is no token.</exception>
    /// <exception cref="HttpRequestException">The connection broke.</exception>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await _pipeline.SendAsync(message, cancellationToken);
            return message.Response;
        }
        catch (RequestFailedException fault) when (fault.InnerException is HttpRequestException or IOException or ChannelFaultException)
        {
            throw fault.InnerException switch
            {
                HttpRequestException broken => new HttpRequestException(broken.HttpRequestError, "the connection broke", broken),
                ChannelFaultException told => told,
                var other => new HttpRequestException("the connection broke", other),
            };
        }
        catch (Exception fault) when (fault is Azure.Identity.AuthenticationFailedException)
        {
            // Its text holds the directory's answer, which names tenants and applications.
            throw new ChannelFaultException("token-unavailable", "Entra ID gives no token for this login; check tenant, client and the identity's roles");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ChannelFaultException("timeout", "Service Bus does not answer in time");
        }
    }

    /// <summary>What an answer without success means to a source or a test.</summary>
    public ChannelFaultException FaultOf(Response response)
    {
        var (code, text, permanent) = response.Status switch
        {
            401 => ("login-refused", "does not accept the key or token", true),
            403 => ("not-allowed", "does not allow this login to do that", true),
            404 or 410 => ("queue-missing", "does not know the queue", true),
            408 or 429 => ("rate-limited", "asks to come more slowly", false),
            >= 500 => ("provider-down", "has a fault of its own", false),
            _ => ("unexpected-answer", "gave an answer that is not expected", false),
        };
        return new ChannelFaultException(code, string.Create(CultureInfo.InvariantCulture, $"Service Bus {text} (HTTP {response.Status})"))
        {
            Permanent = permanent,
            RetryAfter = RetryAfterOf(response),
        };
    }

    /// <summary>How long the answer asks to wait; null when it does not.</summary>
    public TimeSpan? RetryAfterOf(Response response)
    {
        TimeSpan? wait = null;
        if (response.Headers.TryGetValue("x-ms-retry-after-ms", out var milliseconds)
            && int.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            wait = TimeSpan.FromMilliseconds(count);
        }
        else if (response.Headers.TryGetValue("Retry-After", out var text))
        {
            wait = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
                : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date - _time.GetUtcNow()
                : null;
        }

        return wait > TimeSpan.Zero ? wait : null;
    }
}
