using Ingestion.Worker.Inbox;

namespace Ingestion.Worker.Corrections;

/// <summary>Why an operator's link stands, as the ledger's reasons.</summary>
internal static class OperatorReasons
{
    /// <param name="code">What was done: <c>linked</c>.</param>
    /// <param name="note">The operator's words; or null.</param>
    public static byte[] Of(string code, string? note) => ReasonJson.Write([new Reason("operator", code, note)]);
}
