namespace Ingestion.Channels;

/// <summary>How far a sent message has come. Receipts may come late, twice and out of order: a later state is never taken back by an earlier one.</summary>
public enum DeliveryState
{
    /// <summary>On its way from the provider to the carrier.</summary>
    Sent,

    /// <summary>On the customer's device, as far as the provider knows.</summary>
    Delivered,

    Read,

    /// <summary>It will not arrive.</summary>
    Failed,
}
