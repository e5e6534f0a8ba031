using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Channels.Email.Pickup;

/// <summary>File names made of stable ids: readable, harmless on every file system, and different for different ids.</summary>
internal static class PickupFileName
{
    private const int Longest = 120;

    public static string Of(string stableId)
    {
        var trimmed = stableId.Trim('<', '>');
        var name = new StringBuilder(trimmed.Length);
        foreach (var letter in trimmed.AsSpan(0, Math.Min(trimmed.Length, Longest)))
        {
            name.Append(char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@' or '+' ? letter : '_');
        }

        // what was changed or cut could be another id's name too; and some file systems take A and a for one letter
        if (!name.Equals(trimmed) || trimmed.StartsWith('.') || trimmed.Any(char.IsAsciiLetterUpper))
        {
            name.Insert(0, 'x').Append('-').Append(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stableId)).AsSpan(0, 8)));
        }

        return name.Append(".eml").ToString();
    }
}
