namespace Ingestion.Channels.Email;

/// <summary>The words that mail programs put in front of the subject of what they pass on, in the languages that they do it in here.</summary>
internal static class ForwardSubject
{
    private static readonly string[] Prefixes = ["fw:", "fwd:", "ilt:", "İlt:", "yön:", "ötürülüb:", "ارجاع:", "هدایت:", "فوروارد:", "wg:"];

    /// <summary>Only the first counts: "Re: Fwd:" answers.</summary>
    public static bool Is(string? subject)
    {
        var start = subject.AsSpan().TrimStart();
        foreach (var prefix in Prefixes)
        {
            if (start.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
