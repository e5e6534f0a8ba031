using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>Puts replies into the reply queue. MessageId is the same at every try, and what the reply is known by afterwards: a queue with duplicate detection
/// drops repeats.</summary>
internal sealed class ServiceBusSender(ServiceBusEntity entity, ServiceBusOptions options, ChannelSetup setup) : IMessageSender
{
    private const int MaxSession = 128;

    /// <summary>A full queue is emptied by somebody else, and not in seconds.</summary>
    private static readonly TimeSpan QuotaPause = TimeSpan.FromMinutes(5);

    private readonly string _network = $"{setup.Channel}:";

    public RepeatSafety RepeatSafety => options.ReplyQueueDetectsDuplicates ? RepeatSafety.Idempotent : RepeatSafety.Tolerable;

    public bool CanReach(ContactPoint to) =>
        to.Kind == ContactPointKind.Handle && to.Value.Length > _network.Length && to.Value.StartsWith(_network, StringComparison.Ordinal);

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!CanReach(message.To))
        {
            return new SendResult(SendOutcome.Refused, "not-of-this-channel");
        }

        var conversation = ReplyEvent.ConversationOf(message, _network);
        var isCloudEvent = options.ReplyFormat == ReplyFormat.CloudEvent;
        using var body = new WatchedBody(ReplyEvent.Write(message, conversation, isCloudEvent ? $"urn:ingestion-worker:{Uri.EscapeDataString(setup.Channel)}" : null));
        using var request = entity.Request(RequestMethod.Post, "messages", body);
        request.Request.Headers.SetValue("Content-Type", isCloudEvent ? "application/cloudevents+json" : "application/json");
        request.Request.Headers.SetValue("BrokerProperties", PropertiesOf(message, conversation));
        try
        {
            var result = Judge(await entity.SendAsync(request, cancellationToken));
            return result.Outcome == SendOutcome.Sent ? result with { ProviderId = ReplyEvent.IdOf(message.StableId) } : result;
        }
        catch (OperationCanceledException) when (!body.Leaving)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return new SendResult(SendOutcome.Uncertain, "no-answer");
        }
        catch (ChannelFaultException fault)
        {
            return new SendResult(body.Leaving ? SendOutcome.Uncertain : SendOutcome.Later, fault.Code) { RetryAfter = fault.RetryAfter, ChannelFault = fault.Permanent };
        }
        catch (HttpRequestException fault)
        {
            return body.Leaving
                ? new SendResult(SendOutcome.Uncertain, "connection-lost-before-answer")
                : new SendResult(SendOutcome.Later, HttpFaults.CodeOf(fault));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>At most 128 characters (sessions, message ids); what is longer becomes what only it hashes to.</summary>
    internal static string SessionOf(string conversation) =>
        conversation.Length <= MaxSession ? conversation : $"conversation-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(conversation)))}";

    /// <summary>One header line in ASCII: the encoder escapes everything else. CorrelationId is what the bot knows the conversation by, whole.</summary>
    private static string PropertiesOf(OutboundMessage message, string conversation)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("MessageId", ReplyEvent.IdOf(message.StableId));
            json.WriteString("CorrelationId", conversation);
            json.WriteString("SessionId", SessionOf(conversation));
            json.WriteString("Label", ReplyEvent.Type);
            json.WriteEndObject();
        }

        return Encoding.ASCII.GetString(buffer.ToArray());
    }

    private SendResult Judge(Response response)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"http-{response.Status}");
        return response.Status switch
        {
            >= 200 and < 300 => new SendResult(SendOutcome.Sent, code),
            401 or 404 or 405 or 410 or (>= 300 and < 400) => new SendResult(SendOutcome.Later, code) { ChannelFault = true },
            403 => new SendResult(SendOutcome.Later, code) { ChannelFault = true, RetryAfter = entity.RetryAfterOf(response) ?? QuotaPause },
            408 or 425 or 429 or >= 500 => new SendResult(SendOutcome.Later, code) { RetryAfter = entity.RetryAfterOf(response) },
            _ => new SendResult(SendOutcome.Refused, code),
        };
    }
}
