using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Channels.Social.X;

/// <summary>Signatures of OAuth 1.0a with HMAC-SHA1 (RFC 5849 §3.4), for requests whose body is no form: JSON bodies are not signed.</summary>
internal static class OAuth1
{
    /// <summary>The value of the Authorization header, after <c>OAuth </c>.</summary>
    /// <param name="options">Keys and secrets.</param>
    /// <param name="method">GET, POST … in capitals.</param>
    /// <param name="url">With its query.</param>
    /// <param name="nonce">Unique for the timestamp.</param>
    /// <param name="timestamp">Signed in whole Unix seconds; X takes only times near its own.</param>
    public static string Header(XOAuth1Options options, string method, Uri url, string nonce, DateTimeOffset timestamp)
    {
        List<(string Name, string Value)> own =
        [
            ("oauth_consumer_key", options.ConsumerKey),
            ("oauth_nonce", nonce),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ("oauth_token", options.AccessToken),
            ("oauth_version", "1.0"),
        ];
        var signature = Sign(BaseString(method, url, own), options.ConsumerSecret, options.AccessTokenSecret);
        return string.Join(", ", own.Append(("oauth_signature", signature)).Select(one => $"{one.Item1}=\"{Encode(one.Item2)}\""));
    }

    /// <summary>The text that is signed.</summary>
    public static string BaseString(string method, Uri url, IEnumerable<(string Name, string Value)> own)
    {
        var parameters = own.Concat(QueryOf(url))
            .Select(one => (Name: Encode(one.Name), Value: Encode(one.Value)))
            .OrderBy(one => one.Name, StringComparer.Ordinal)
            .ThenBy(one => one.Value, StringComparer.Ordinal)
            .Select(one => $"{one.Name}={one.Value}");
        return $"{method}&{Encode(url.GetLeftPart(UriPartial.Path))}&{Encode(string.Join('&', parameters))}";
    }

    /// <summary>In Base64.</summary>
    public static string Sign(string baseString, string consumerSecret, string tokenSecret)
    {
        // SHA-1 is what the protocol has; as the inner hash of an HMAC it is not broken.
#pragma warning disable CA5350
        var signature = HMACSHA1.HashData(Encoding.ASCII.GetBytes($"{Encode(consumerSecret)}&{Encode(tokenSecret)}"), Encoding.ASCII.GetBytes(baseString));
#pragma warning restore CA5350
        return Convert.ToBase64String(signature);
    }

    /// <summary>RFC 3986 with its unreserved characters, of the UTF-8 bytes.</summary>
    private static string Encode(string text) => Uri.EscapeDataString(text);

    private static IEnumerable<(string Name, string Value)> QueryOf(Uri url)
    {
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            yield return (Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
        }
    }
}
