using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EndToEnd.Tests;

/// <summary>Mails of customers, and what comes back to them.</summary>
internal static partial class SampleMail
{
    private static int counter;

    /// <summary>A plain mail. No Message-ID line when <paramref name="messageId"/> is empty; a new one when it is null.</summary>
    public static byte[] Complaint(string from, string to, string text, string? messageId = null, string subject = "Complaint about my card")
    {
        messageId ??= string.Create(CultureInfo.InvariantCulture, $"<{Environment.ProcessId}.{Interlocked.Increment(ref counter)}.{Random.Shared.Next()}@kunde.example>");
        var mail = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"From: Customer <{from}>\r\nTo: <{to}>\r\nSubject: {subject}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Date: {TimeProvider.System.GetUtcNow():r}\r\n");
        if (messageId.Length > 0)
        {
            mail.Append(CultureInfo.InvariantCulture, $"Message-ID: {messageId}\r\n");
        }

        mail.Append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n").Append(text).Append("\r\n");
        return Encoding.UTF8.GetBytes(mail.ToString());
    }

    /// <summary>A mail with the attachment <c>a.bin</c>.</summary>
    /// <param name="key">Makes its customer and its text its own.</param>
    /// <param name="content">The attachment.</param>
    public static byte[] WithAttachment(int key, byte[] content) =>
        Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"From: c{key}@kunde.example\r\nTo: support@bank.example\r\nSubject: card {key}\r\nMessage-ID: <{key}@kunde.example>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nMy card {key} does not work.\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}\r\n--b--\r\n"));

    /// <summary>A header's value, unfolded; null when the mail has none.</summary>
    public static string? Header(byte[] mail, string name)
    {
        foreach (var line in Unfolding().Replace(Head(mail), " ").Split('\n'))
        {
            if (line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            {
                return line[(name.Length + 1)..].Trim();
            }
        }

        return null;
    }

    /// <summary>The tracking number shown in a mail's subject (4-4-4), as twelve digits; null when there is none.</summary>
    public static string? NumberInSubject(byte[] mail) =>
        Number().Match(Header(mail, "Subject") ?? "") is { Success: true } match ? string.Concat(match.Value.Where(char.IsAsciiDigit)) : null;

    /// <summary>A mail's lines, quoted-printable and Base64 undone: which of them a part has depends on its letters.</summary>
    public static string Text(byte[] mail)
    {
        var plain = Base64Part().Replace(Encoding.Latin1.GetString(mail), match => "\n\n" + Encoding.Latin1.GetString(Convert.FromBase64String(match.Groups[1].Value)));
        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(
            Encoded().Replace(SoftBreak().Replace(plain, ""), match => ((char)Convert.ToByte(match.Value[1..], 16)).ToString())));
    }

    private static string Head(byte[] mail)
    {
        var text = Encoding.Latin1.GetString(mail).Replace("\r\n", "\n", StringComparison.Ordinal);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    [GeneratedRegex(@"\n[ \t]+", RegexOptions.NonBacktracking)]
    private static partial Regex Unfolding();

    [GeneratedRegex(@"\nContent-Transfer-Encoding: base64\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)")]
    private static partial Regex Base64Part();

    [GeneratedRegex(@"=\r?\n", RegexOptions.NonBacktracking)]
    private static partial Regex SoftBreak();

    [GeneratedRegex("=[0-9A-F]{2}", RegexOptions.NonBacktracking)]
    private static partial Regex Encoded();

    [GeneratedRegex(@"[0-9]{4}.?[0-9]{4}.?[0-9]{4}", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
