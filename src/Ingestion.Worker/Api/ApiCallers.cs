using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Worker.Api;

/// <summary>Who calls, by the key that they send. Every key is looked at, so that the time tells nothing.</summary>
/// <param name="keys">Keys by the names of those who have them.</param>
internal sealed class ApiCallers(IReadOnlyDictionary<string, string> keys)
{
    private const string Scheme = "Bearer ";

    private readonly (string Name, byte[] Hash)[] known = [.. keys.Select(key => (key.Key, SHA256.HashData(Encoding.ASCII.GetBytes(key.Value))))];

    /// <param name="authorization">The header as it came.</param>
    /// <returns>Null when it is nobody's.</returns>
    public string? Of(string? authorization)
    {
        if (authorization is null || authorization.Length > 1000 || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        Span<byte> given = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim()), given);
        string? caller = null;
        foreach (var (name, hash) in known)
        {
            caller = CryptographicOperations.FixedTimeEquals(hash, given) ? name : caller;
        }

        return caller;
    }
}
