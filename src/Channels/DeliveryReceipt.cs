namespace Ingestion.Channels;

/// <summary>What a provider tells later about a message that it took from us.</summary>
/// <param name="ProviderId">As in <see cref="SendResult.ProviderId"/>; at most 500 characters.</param>
/// <param name="State">See <see cref="DeliveryState"/>.</param>
/// <param name="Reason">A short stable code with the provider's status: <c>twilio-delivered</c>, <c>twilio-30003</c>. No text of the provider, no address.</param>
public sealed record DeliveryReceipt(string ProviderId, DeliveryState State, string Reason);
