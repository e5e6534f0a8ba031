using Azure.Core;
using Azure.Core.Pipeline;

namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>
/// Stands where Azure.Core would retry. A peek-lock whose answer was lost may have locked a message: asking again would lock the next one, and the
/// first would wait for its lock to end. What may be repeated is repeated by the host's client below.
/// </summary>
internal sealed class SingleTry : HttpPipelinePolicy
{
    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNextAsync(message, pipeline);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
}
