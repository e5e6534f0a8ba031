using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>Signs shared access tokens as Azure Service Bus checks them.</summary>
internal static class SasToken
{
    /// <summary>
    /// The value of the header Authorization: HMAC-SHA256 over the percent-encoded resource, a line feed and the end in Unix seconds.
    /// </summary>
    /// <param name="resource">The full URI of an entity or of what holds it; the token is good for everything below.</param>
    /// <param name="key">The key's text as the portal shows it. It looks like Base64 and is not decoded.</param>
    public static string Sign(string resource, string keyName, string key, DateTimeOffset end)
    {
        var encoded = Uri.EscapeDataString(resource);
        var seconds = end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{encoded}\n{seconds}")));
        return $"SharedAccessSignature sr={encoded}&sig={Uri.EscapeDataString(signature)}&se={seconds}&skn={Uri.EscapeDataString(keyName)}";
    }
}
