using System.Collections.Frozen;
using System.Text;

namespace Ingestion.Mail.Mime;

/// <summary>The well-known field names: one string each, and the proof that a line among rubbish is a header.</summary>
internal static class HeaderNames
{
    private const int Longest = 64;

    private static readonly FrozenDictionary<string, string> Known = new[]
    {
        "Received", "Return-Path", "Delivered-To", "X-Original-To", "Envelope-To", "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject",
        "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
        "Content-Disposition", "Content-ID", "Content-Description", "Content-Language", "Content-Location", "DKIM-Signature",
        "Authentication-Results", "ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results", "Received-SPF", "Auto-Submitted",
        "Precedence", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Post", "List-Help", "List-Subscribe", "List-Owner",
        "List-Archive", "User-Agent", "X-Mailer", "X-Priority", "Importance", "Thread-Topic", "Thread-Index", "Accept-Language",
        "X-Auto-Response-Suppress", "Feedback-ID", "X-Spam-Status", "X-Spam-Flag", "Resent-From", "Resent-Date", "Resent-To",
        "X-Google-Smtp-Source", "X-Received", "X-Gm-Message-State", "X-Google-DKIM-Signature", "Reporting-MTA", "Final-Recipient",
        "Original-Recipient", "Action", "Status", "Diagnostic-Code", "Disposition", "Original-Message-ID", "Feedback-Type", "Arrival-Date",
        "Remote-MTA", "Original-Envelope-Id",
    }.ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Intern(ReadOnlySpan<byte> name)
    {
        if (name.Length > Longest)
        {
            return Encoding.Latin1.GetString(name);
        }

        Span<char> letters = stackalloc char[Longest];
        var length = Encoding.Latin1.GetChars(name, letters);
        return Lookup.TryGetValue(letters[..length], out var known) && letters[..length].SequenceEqual(known)
            ? known
            : new string(letters[..length]);
    }

    public static bool IsKnown(ReadOnlySpan<byte> name)
    {
        if (name.Length > Longest)
        {
            return false;
        }

        Span<char> letters = stackalloc char[Longest];
        var length = Encoding.Latin1.GetChars(name, letters);
        return Lookup.ContainsKey(letters[..length]) || letters[..length].StartsWith("X-", StringComparison.OrdinalIgnoreCase);
    }
}
