namespace Ingestion.Channels;

/// <summary>What is known of a webhook's message when the reply is made.</summary>
/// <param name="IsRepeat">It had been accepted before.</param>
/// <param name="TrackingNumber">Twelve digits, or null when it was not registered in time (it will be).</param>
public sealed record TakenMessage(bool IsRepeat, string? TrackingNumber);
