using System.Globalization;

namespace Ingestion.Mail.Smtp;

/// <summary>A server's reply with all its lines (RFC 5321 §4.2), and the enhanced status code where it fits (RFC 3463).</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Lines">The texts behind the code.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary><c>5.1.1</c>, or null when there is none or its class contradicts the reply's: then the three digits are right.</summary>
    public string? Enhanced { get; } = FindEnhanced(Code, Lines);

    public string Reason => $"smtp-{Code.ToString(CultureInfo.InvariantCulture)}{(Enhanced is null ? "" : "-" + Enhanced)}";

    /// <summary>The id in "250 2.0.0 Ok: queued as 4XyZ" (Postfix and others) and in "250 OK id=1xUvnB-0007uh-1r" (Exim).</summary>
    public string? QueueId => After("queued as ") ?? After(" id=");

    private string? After(string mark)
    {
        var last = Lines.Count > 0 ? Lines[^1] : "";
        var at = last.LastIndexOf(mark, StringComparison.OrdinalIgnoreCase);
        var id = at < 0 ? "" : last[(at + mark.Length)..].Split(' ', 2)[0];
        return id.Length is > 0 and <= 100 && id.All(one => one is > ' ' and <= '~') ? id : null;
    }

    private static string? FindEnhanced(int code, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            var word = line.Split(' ', 2)[0];
            var parts = word.Split('.');
            if (parts.Length == 3 && parts[0].Length == 1 && parts[0][0] - '0' == code / 100 &&
                parts.All(part => part.Length is >= 1 and <= 3 && part.All(char.IsAsciiDigit)))
            {
                return word;
            }
        }

        return null;
    }
}
