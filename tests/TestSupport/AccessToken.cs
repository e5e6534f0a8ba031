using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TestSupport;

/// <summary>Makes the access tokens that the test servers take: JWTs signed with their key.</summary>
public static class AccessToken
{
    /// <summary>A token for an address; a negative time makes one that has expired.</summary>
    public static string For(string address, TimeSpan validFor)
    {
        var key = Convert.FromBase64String(TestServers.Setting("IMAP_TOKEN_KEY"));
        var now = TimeProvider.System.GetUtcNow();
        var claims = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"iss":"tests","sub":"{{address}}","email":"{{address}}","iat":{{(now - TimeSpan.FromHours(2)).ToUnixTimeSeconds()}},"exp":{{(now + validFor).ToUnixTimeSeconds()}}}""");
        var signed = $"{Part("""{"alg":"HS256","typ":"JWT"}""")}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
