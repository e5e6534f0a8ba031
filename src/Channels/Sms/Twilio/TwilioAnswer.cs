using System.Text.Json;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>What the API says of a message that we send: the message itself, or an error.</summary>
internal sealed record TwilioAnswer
{
    /// <summary>Of the created message.</summary>
    public string? Sid { get; init; }

    /// <summary>At least 1; null when Twilio has not counted yet.</summary>
    public int? Segments { get; init; }

    /// <summary>Twilio's number of the error, or null.</summary>
    public int? Error { get; init; }

    /// <summary>What can be read of it; a proxy on the way may have answered something else.</summary>
    public static TwilioAnswer Read(ReadOnlySpan<byte> body)
    {
        var fields = TwilioFields.Read(body.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? body : "{}"u8);
        return new TwilioAnswer
        {
            Sid = TwilioSid.IsSid(fields["MessageSid"]) ? fields["MessageSid"] : null,
            Segments = Number(fields["NumSegments"]) is > 0 and var segments ? segments : null,
            Error = Number(fields["code"]) ?? Number(fields["error_code"]),
        };
    }

    /// <summary>Reads at most so much of an answer as can be ours. One that breaks off or hangs is as good as none: its head has said what counts.</summary>
    public static async ValueTask<TwilioAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        var body = new byte[64 * 1024];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(limit.Token);
            length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, limit.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException or ChannelFaultException)
        {
            return new TwilioAnswer();
        }

        return Read(body.AsSpan(0, length));
    }

    private static int? Number(string? text) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
