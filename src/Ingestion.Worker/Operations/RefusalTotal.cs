namespace Ingestion.Worker.Operations;

/// <summary>Requests refused since the last time somebody asked.</summary>
/// <param name="Channel">The channel's name, or <c>-</c> for requests that named none of ours.</param>
/// <param name="Reason">Short and stable: <c>too-large</c>, <c>signature-missing</c>.</param>
/// <param name="Count">Above zero.</param>
internal sealed record RefusalTotal(string Channel, string Reason, long Count);
