using Ingestion.Channels;

namespace Ingestion.Worker.Outbox;

/// <summary>How far a sent message came, as words of the tables, and which of two is further.</summary>
internal static class DeliveryWords
{
    public const string Failed = "failed";

    public static string Word(DeliveryState state) => state switch
    {
        DeliveryState.Sent => "sent",
        DeliveryState.Delivered => "delivered",
        DeliveryState.Read => "read",
        DeliveryState.Failed => Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>0 when nothing is known. That it arrived is proof; that it did not is the provider's opinion, which a later receipt can refute.</summary>
    public static int Rank(string? word) => word switch
    {
        "sent" => 1,
        Failed => 2,
        "delivered" => 3,
        "read" => 4,
        _ => 0,
    };

    public static bool HasArrived(string? word) => Rank(word) >= 3;
}
