namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>Reads what bots and apps put into a queue: <c>message.created</c>, the same data as a CloudEvent, or bare text.</summary>
internal sealed class ServiceBusReader(bool trustContactPoints, string? region = null) : IMessageReader
{
    private readonly EventMessage _events = new("servicebus", trustContactPoints, region);

    public InboundMessage Read(AcceptedMessage message)
    {
        var context = BrokerContext.Parse(message.Context);
        var body = WithoutByteOrderMark(message.Raw.Span);
        var isText = !IsJson(body, context.ContentType);
        var fields = isText ? EventFields.OfText(body) : EventFields.ReadEither(body);
        if (context.Oversize is not null)
        {
            PlainText.Note(fields.Notes, "oversize");
        }

        if (!isText && !fields.IsCloudEvent && !string.Equals(fields.Type, "message.created", StringComparison.Ordinal))
        {
            PlainText.Note(fields.Notes, "other-event");
        }

        // Programs that ask and wait for an answer find it by one of these. A message's id names no conversation: two customers may have been given the same.
        var read = _events.Of(message.Channel, fields, Clean(context.ReplyToSessionId ?? context.SessionId ?? context.CorrelationId), Clean(context.MessageId));
        return read.Fingerprint is null ? read with { Fingerprint = FingerprintOf(message.Channel, fields, context, read) } : read;
    }

    /// <summary>
    /// CloudEvents: source and id. Else the producer's MessageId, by which brokers drop duplicates, too, in the conversation that the body names. Where it names
    /// none, the customer is part of it: some producers count anew for each, or give all the same.
    /// </summary>
    private byte[]? FingerprintOf(string channel, EventFields fields, BrokerContext context, InboundMessage read) =>
        fields is { IsCloudEvent: true, EventSource: { } source, EventId: { } id } ? _events.FingerprintOf(channel, source, id, fields.Text)
        : context.MessageId is { } producers && read.Text.Length > 0 ? _events.FingerprintOf(channel, fields.ConversationId ?? $"{read.ConversationId} {read.Sender?.Kind} {read.Sender?.Value}", producers, fields.Text)
        : null;

    private static bool IsJson(ReadOnlySpan<byte> body, string? contentType) =>
        body.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] || contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> body) => body is [0xEF, 0xBB, 0xBF, ..] ? body[3..] : body;

    private static string? Clean(string? id) => id is null || id.Any(char.IsControl) ? null : id;
}
