namespace Ingestion.Worker.Webhooks;

/// <summary>What became of one offered message at the inbox.</summary>
/// <param name="Id">The inbox's id of the message.</param>
/// <param name="IsRepeat">The same external id had been accepted before; <paramref name="Id"/> is the earlier one's.</param>
internal readonly record struct AcceptedOffer(long Id, bool IsRepeat);
