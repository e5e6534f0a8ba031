namespace Ingestion.Channels.Sms.Twilio;

/// <summary>Reads status callbacks.</summary>
internal static class TwilioStatus
{
    /// <summary>Incoming messages have no MessageStatus, or say that they are received.</summary>
    public static bool IsReport(TwilioFields fields) =>
        fields["MessageStatus"] is { } status && !status.StartsWith("receiv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null for states in which nothing has been decided yet, and for those that nobody has heard of.</summary>
    public static DeliveryReceipt? Read(string sid, TwilioFields fields)
    {
        var status = fields["MessageStatus"]!.ToLowerInvariant();
        DeliveryState? state = status switch
        {
            "sent" or "partially_delivered" => DeliveryState.Sent,
            "delivered" => DeliveryState.Delivered,
            "read" => DeliveryState.Read,
            "undelivered" or "failed" or "canceled" => DeliveryState.Failed,
            _ => null,
        };
        if (state is not { } known)
        {
            return null;
        }

        var code = fields["ErrorCode"] is { Length: <= 6 } told && told.All(char.IsAsciiDigit) ? told : null;
        return new DeliveryReceipt(sid, known, $"twilio-{(known == DeliveryState.Failed && code is not null ? code : status.Replace('_', '-'))}");
    }
}
