namespace Ingestion.Mail.Mime;

/// <summary>What became of one recipient (RFC 3464 §2.3).</summary>
/// <param name="Address">Final or original recipient, as written; null when neither is told.</param>
/// <param name="Action"><c>failed</c>, <c>delayed</c>, <c>delivered</c>, <c>relayed</c>, <c>expanded</c>; lower case.</param>
/// <param name="Status">The enhanced status code: <c>5.1.1</c>.</param>
/// <param name="Diagnostic">The mail system's words.</param>
public sealed record ReportedRecipient(string? Address, string? Action, string? Status, string? Diagnostic)
{
    internal static IReadOnlyList<ReportedRecipient> Read(IReadOnlyList<MimeHeaders> groups)
    {
        var found = new List<ReportedRecipient>();
        foreach (var group in groups)
        {
            var address = AddressOf(group.Value("Final-Recipient")) ?? AddressOf(group.Value("Original-Recipient"));
            var action = group.Value("Action");
            if (address is not null || action is not null)
            {
                found.Add(new ReportedRecipient(address, FirstWord(action)?.ToLowerInvariant(), FirstWord(group.Value("Status")), group.Value("Diagnostic-Code")));
            }
        }

        return found;
    }

    // "rfc822; user@example.org"
    private static string? AddressOf(string? value) => value is null ? null : value[(value.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();

    private static string? FirstWord(string? value) => value?.Split([' ', '(', ';'], 2)[0];
}
