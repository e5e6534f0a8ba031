using System.Globalization;

namespace Ingestion.Channels.Email;

/// <summary>What mail sources tell their reader beside the bytes, in <see cref="OfferedMessage.Context"/>.</summary>
internal static class MailContext
{
    private const string OversizeName = "oversize=";

    /// <summary>The mail was larger than the channel takes; only its headers are offered.</summary>
    public static string ForOversize(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{OversizeName}{bytes}");

    /// <summary>The size of a mail of which only the headers were offered; null otherwise.</summary>
    public static long? Oversize(string? context)
    {
        foreach (var pair in (context ?? "").Split(';'))
        {
            if (pair.StartsWith(OversizeName, StringComparison.Ordinal)
                && long.TryParse(pair.AsSpan(OversizeName.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
            {
                return bytes;
            }
        }

        return null;
    }
}
