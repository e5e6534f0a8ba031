namespace Ingestion.Mail.Reports;

/// <summary>A receipt (RFC 8098): what a recipient, or a program for one, did with a mail.</summary>
/// <param name="Recipient">Who reports, or null.</param>
/// <param name="Type"><c>displayed</c>, <c>deleted</c>, <c>dispatched</c>, <c>processed</c>, <c>denied</c>, <c>failed</c>; lower case; null when missing.</param>
/// <param name="WasAutomatic">Whether a program did it, and not a person.</param>
/// <param name="Modifiers"><c>error</c> and others, lower case.</param>
/// <param name="Reporter">The reporting program, or null.</param>
public sealed record DispositionFacts(string? Recipient, string? Type, bool WasAutomatic, IReadOnlyList<string> Modifiers, string? Reporter)
{
    // "manual-action/MDN-sent-automatically; displayed/error,warning"
    internal static DispositionFacts Read(ReportFields fields)
    {
        var value = (fields["Disposition"] ?? "").ToLowerInvariant();
        var semicolon = value.IndexOf(';', StringComparison.Ordinal);
        var what = value[(semicolon + 1)..].Split('/', 2, StringSplitOptions.TrimEntries);
        return new DispositionFacts(
            ReportedRecipient.AddressOf(fields["Final-Recipient"]) ?? ReportedRecipient.AddressOf(fields["Original-Recipient"]),
            what[0].Length > 0 ? what[0] : null,
            semicolon > 0 && value.StartsWith("automatic-action", StringComparison.Ordinal),
            what.Length > 1 ? what[1].Split(',', 20, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [],
            fields["Reporting-UA"]);
    }
}
