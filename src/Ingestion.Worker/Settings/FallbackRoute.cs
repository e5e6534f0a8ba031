namespace Ingestion.Worker.Settings;

/// <summary>Where an acknowledgement goes that cannot be delivered to where its customer wrote from.</summary>
internal enum FallbackRoute
{
    None,

    /// <summary>To an address or telephone number that is linked to the same customer.</summary>
    LinkedPoints,
}
