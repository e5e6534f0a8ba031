using System.Globalization;
using System.Text.Json;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>
/// Fetches media of messages. Their URLs lead over to a storage host; the login goes to Twilio's own hosts only. Messages out of the list name no
/// URLs: their media are looked up by number.
/// </summary>
internal sealed class TwilioMediaSource(ChannelSetup setup, TwilioApi api) : IAttachmentSource
{
    private static readonly string[] CredentialHosts = ["*.twilio.com"];

    public async Task<AttachmentFetch> FetchAsync(AcceptedMessage message, string key, Stream destination, CancellationToken cancellationToken)
    {
        var url = key.StartsWith(TwilioAttachments.NumberMark) ? await FindAsync(message, key[1..], cancellationToken) : key;
        if (url is null)
        {
            return new AttachmentFetch("gone");
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && HostNames.IsReadable(address)
            ? await setup.Media.FetchAsync(new MediaRequest(address) { Authorization = api.Login, CredentialHosts = CredentialHosts }, destination, cancellationToken)
            : new AttachmentFetch("address-not-allowed");
    }

    /// <summary>The URL of the message's media with this number; null when Twilio has it no more.</summary>
    private async Task<string?> FindAsync(AcceptedMessage message, string number, CancellationToken cancellationToken)
    {
        if (!TwilioSid.IsSid(message.ExternalId) || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted))
        {
            return null;
        }

        using var request = api.Get(api.MediaOf(message.ExternalId));
        using var response = await setup.Http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        if ((int)response.StatusCode is 404 or 410)
        {
            return null;
        }

        if (!response.IsSuccessStatusCode)
        {
            throw HttpReading.FaultOf(response, TwilioApi.Provider, setup.Time);
        }

        try
        {
            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            var list = json.RootElement.GetProperty("media_list");
            const string suffix = ".json";
            return wanted < list.GetArrayLength() && list[wanted].GetProperty("uri").GetString() is { } uri
                ? api.Named(uri.EndsWith(suffix, StringComparison.Ordinal) ? uri[..^suffix.Length] : uri)
                : null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ChannelFaultException("answer-unreadable", "Twilio's media list came incomplete or in an unknown form");
        }
    }
}
