using Azure.Core;
using Azure.Core.Pipeline;

namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>
/// Puts the shared access token on requests. A request that is answered 401 did nothing: it goes out again under the next key, each key once,
/// so that keys can be changed at the namespace in any order.
/// </summary>
internal sealed class SasPolicy(SasTokens tokens) : HttpPipelinePolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        for (var tries = 1; ; tries++)
        {
            var token = tokens.Get();
            message.Request.Headers.SetValue(HttpHeader.Names.Authorization, token);
            await ProcessNextAsync(message, pipeline);
            if (message.Response.Status != 401)
            {
                return;
            }

            tokens.Reject(token);
            if (tries >= tokens.Keys)
            {
                return;
            }

            message.Response.Dispose();
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("Requests are asynchronous here.");
}
