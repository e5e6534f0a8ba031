using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>
/// Twilio's signature of a request: HMAC-SHA1 by the auth token over the public URL and, for forms, every parameter sorted by name. Twilio is
/// not of one mind about the URL's port and the query's encoding, so each way of writing it is tried; with several tokens, by each of them.
/// </summary>
internal sealed class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    /// <summary>Query parameter that Twilio adds where the body is no form: the body's SHA-256 in hexadecimal.</summary>
    public const string BodyHash = "bodySHA256";

    private readonly byte[][] _tokens;
    private readonly string[] _urls;

    /// <param name="publicUrl">As in Twilio's settings, without query.</param>
    /// <param name="tokens">Any of them will do.</param>
    public TwilioSignature(string publicUrl, IEnumerable<string> tokens)
    {
        _tokens = [.. tokens.Select(Encoding.UTF8.GetBytes)];
        _urls = [.. UrlsOf(publicUrl)];
    }

    public bool IsAuthentic(WebhookRequest request, string signature)
    {
        Span<byte> given = stackalloc byte[SHA1.HashSizeInBytes];
        if (!Base64.IsValid(signature, out var length) || length != given.Length || !Convert.TryFromBase64String(signature, given, out _))
        {
            return false;
        }

        if (request.Query(BodyHash) is { } hash)
        {
            return IsSigned(given, request.QueryString, "") && IsHashOf(hash, request.Body.Span);
        }

        return IsSigned(given, request.QueryString, request.Body.IsEmpty ? "" : Append(TwilioForm.Read(request.Body.Span)));
    }

    /// <summary>
    /// The parameters as they are signed: sorted by name in ordinal order, name and value without anything between. A name given several times:
    /// its different values, sorted.
    /// </summary>
    internal static string Append(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parameters
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .ThenBy(one => one.Value, StringComparer.Ordinal)
            .Distinct())
        {
            text.Append(name).Append(value);
        }

        return text.ToString();
    }

    [SuppressMessage("Security", "CA5350", Justification = "HMAC-SHA1 is what Twilio signs with")]
    private bool IsSigned(ReadOnlySpan<byte> given, string query, string parameters)
    {
        Span<byte> expected = stackalloc byte[SHA1.HashSizeInBytes];
        foreach (var written in TwilioQuery.WaysToWrite(query))
        {
            foreach (var url in _urls)
            {
                var signed = Encoding.UTF8.GetBytes(string.Concat(url, written, parameters));
                foreach (var token in _tokens)
                {
                    HMACSHA1.HashData(token, signed, expected);
                    if (CryptographicOperations.FixedTimeEquals(expected, given))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static bool IsHashOf(string hash, ReadOnlySpan<byte> body)
    {
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, expected);
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        return hash.Length == given.Length * 2
            && Convert.FromHexString(hash, given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }

    /// <summary>Without a port and with one: the given one, else the scheme's own.</summary>
    private static IEnumerable<string> UrlsOf(string url)
    {
        var host = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var slash = url.IndexOf('/', host);
        var end = slash < 0 ? url.Length : slash;
        var colon = url.IndexOf(':', url.IndexOf(']', host, end - host) is var bracket and >= 0 ? bracket : host);
        var isPortGiven = colon >= 0 && colon < end;
        var path = url[end..];
        yield return isPortGiven ? url[..colon] + path : url;
        yield return isPortGiven ? url : string.Concat(url.AsSpan(0, end), url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80", path);
    }
}
