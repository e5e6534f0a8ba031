using System.Buffers.Text;
using System.Net.Http.Headers;

namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>
/// Gets files from the address in the activity, through the fetcher for addresses that somebody else named. Our token goes along only to a host that may
/// be answered; <c>data:</c> addresses hold the file themselves.
/// </summary>
internal sealed class ActivityAttachments(OAuthTokens tokens, ServiceHosts hosts, IMediaFetcher media) : IAttachmentSource
{
    private const string Data = "data:";

    public async Task<AttachmentFetch> FetchAsync(AcceptedMessage message, string key, Stream destination, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (AddressOf(message, key) is not { } address)
        {
            return new AttachmentFetch("gone");
        }

        if (address.StartsWith(Data, StringComparison.OrdinalIgnoreCase))
        {
            return await WriteAsync(address, destination, cancellationToken);
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) || !HostNames.IsReadable(url))
        {
            return new AttachmentFetch("address-not-allowed");
        }

        var request = new MediaRequest(url);
        return await media.FetchAsync(
            hosts.IsServed(url)
                ? request with { Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken)), CredentialHosts = [url.Host.ToLowerInvariant()] }
                : request,
            destination,
            cancellationToken);
    }

    private static string? AddressOf(AcceptedMessage message, string key)
    {
        using var json = JsonFields.Parse(message.Raw);
        return json is null ? null : ActivityFiles.AddressAt(json.RootElement, key);
    }

    /// <summary>RFC 2397, in Base64.</summary>
    private static async Task<AttachmentFetch> WriteAsync(string address, Stream destination, CancellationToken cancellationToken)
    {
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || !address.AsSpan(0, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase) || !Base64.IsValid(address.AsSpan(comma + 1)))
        {
            return new AttachmentFetch("gone");
        }

        await destination.WriteAsync(Convert.FromBase64String(address[(comma + 1)..]), cancellationToken);
        return AttachmentFetch.Kept;
    }
}
