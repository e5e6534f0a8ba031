using System.Globalization;
using System.Text;
using Ingestion.Mail.Mime;

namespace Ingestion.Mail.Reports;

/// <summary>What became of one recipient (RFC 3464 §2.3, RFC 6533).</summary>
/// <param name="Address">Final, else original recipient, its encoding undone; null when neither is told.</param>
/// <param name="Action">As written, lower case.</param>
/// <param name="Status">The enhanced status code: <c>5.1.1</c>.</param>
/// <param name="Diagnostic">The mail system's words.</param>
public sealed record ReportedRecipient(string? Address, string? Action, string? Status, string? Diagnostic)
{
    /// <summary>The address that the mail was first sent to, where it differs; or null.</summary>
    public string? OriginalAddress { get; init; }

    /// <summary>The host that refused or took the mail, or null.</summary>
    public string? RemoteHost { get; init; }

    /// <summary>Until when it is tried again, or null.</summary>
    public DateTimeOffset? WillRetryUntil { get; init; }

    public DeliveryAction Kind => Action switch
    {
        "failed" or "failure" => DeliveryAction.Failed,
        "delayed" => DeliveryAction.Delayed,
        "delivered" => DeliveryAction.Delivered,
        "relayed" => DeliveryAction.Relayed,
        "expanded" => DeliveryAction.Expanded,
        _ => DeliveryAction.Other,
    };

    /// <summary>Whether it is final that this address does not take the mail: failed, and not for a reason that passes.</summary>
    public bool IsPermanent => Kind == DeliveryAction.Failed && Status?.StartsWith('4') != true;

    internal static IReadOnlyList<ReportedRecipient> Read(IReadOnlyList<ReportFields> groups)
    {
        var found = new List<ReportedRecipient>();
        foreach (var group in groups)
        {
            var final = AddressOf(group["Final-Recipient"]);
            var original = AddressOf(group["Original-Recipient"]);
            var action = FirstWord(group["Action"])?.ToLowerInvariant();
            if (final is null && original is null && action is null)
            {
                continue;
            }

            found.Add(new ReportedRecipient(final ?? original, action, FirstWord(group["Status"]), group["Diagnostic-Code"])
            {
                OriginalAddress = final is not null && original != final ? original : null,
                RemoteHost = AfterType(group["Remote-MTA"]),
                WillRetryUntil = group["Will-Retry-Until"] is { } until ? MailDate.Parse(until) : null,
            });
        }

        return found;
    }

    /// <summary>The address of "rfc822; user@example.org" or "utf-8; us\x{259}r@example.org", or null.</summary>
    internal static string? AddressOf(string? value)
    {
        if (value is null)
        {
            return null;
        }

        var semicolon = value.IndexOf(';', StringComparison.Ordinal);
        var type = semicolon < 0 ? default : value.AsSpan(0, semicolon).Trim();
        var address = value.AsSpan(semicolon + 1).Trim().Trim("<>").ToString();
        if (type.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && address.Contains("\\x{", StringComparison.Ordinal))
        {
            address = Unescape(address);
        }

        return address.Length > 0 ? address : null;
    }

    /// <summary>What stands behind "dns;".</summary>
    internal static string? AfterType(string? value) => value is null ? null : value[(value.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();

    // RFC 6533 §3: \x{HEX}
    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf("\\x{", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                return plain.Append(text, at, text.Length - at).ToString();
            }

            plain.Append(text, at, open - at);
            if (int.TryParse(text.AsSpan(open + 3, close - open - 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                && Rune.IsValid(code) && !Rune.IsControl(new Rune(code)))
            {
                plain.Append(new Rune(code));
            }
            else
            {
                plain.Append('\uFFFD');
            }

            at = close + 1;
        }

        return plain.ToString();
    }

    private static string? FirstWord(string? value) => value?.Split([' ', '(', ';'], 2)[0];
}
