using System.Globalization;
using System.Text;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>
/// Looks in the account's message list for one of ours whose answer was lost. It is known by its letters and digits, which hold the tracking number
/// (Twilio may have changed quotes and dashes), and by its date: none that was there before its first try is it. Twilio filters by the date of sending
/// only, which what waits there has not got yet.
/// </summary>
internal sealed class TwilioSearch(ChannelSetup setup, TwilioApi api)
{
    private const int PageSize = 500;
    private const int MostPages = 20;

    /// <summary>By how much Twilio's clock may be behind ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <summary>See <see cref="IMessageSender.FindAsync"/>.</summary>
    public async Task<SendResult?> FindAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await LookAsync(message, cancellationToken);
        }
        catch (ChannelFaultException fault)
        {
            return Unknown(fault.Code) with { RetryAfter = fault.RetryAfter };
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return Unknown(HttpFaults.CodeOf(fault));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unknown("no-answer");
        }
    }

    private static SendResult Unknown(string code) => new(SendOutcome.Uncertain, "search-" + code);

    private async Task<SendResult?> LookAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        var letters = LettersOf(message.Text);
        SendResult? open = null;
        SendResult? failed = null;
        var next = string.Create(CultureInfo.InvariantCulture, $"{api.Messages}?PageSize={PageSize}&To={Uri.EscapeDataString(message.To.Value)}");
        for (var page = 0; next is not null; page++)
        {
            if (page >= MostPages)
            {
                return Unknown("list-too-long");
            }

            using var request = api.Get(next);
            using var json = JsonFields.Parse(await HttpReading.ReadAsync(setup.Http, request, TwilioApi.Provider, setup.Time, cancellationToken));
            if (json is null || !json.RootElement.Has("messages"u8))
            {
                return Unknown("answer-unreadable");
            }

            foreach (var item in json.RootElement.Field("messages"u8).Items())
            {
                switch (Judge(TwilioFields.Read(Encoding.UTF8.GetBytes(item.GetRawText())), message, letters))
                {
                    case { Outcome: SendOutcome.Sent } sent:
                        return sent;
                    case { Outcome: SendOutcome.Uncertain } unknown:
                        open = unknown;
                        break;
                    case { } refused:
                        failed = refused;
                        break;
                }
            }

            next = json.RootElement.Text("next_page_uri"u8, 4000, []) is { Length: > 0 } named ? api.Named(named) : null;
        }

        return open ?? failed;
    }

    /// <summary>What one item says of the message: null when it is another one.</summary>
    private static SendResult? Judge(TwilioFields fields, OutboundMessage message, string letters)
    {
        if (fields["direction"]?.StartsWith("outbound", StringComparison.OrdinalIgnoreCase) != true
            || !TwilioSid.IsSid(fields["MessageSid"])
            || message.OtherIds.Contains(fields["MessageSid"], StringComparer.Ordinal))
        {
            return null;
        }

        var created = TwilioEntry.TimeOf(fields["date_created"]);
        if (message.UncertainSince is { } since && created < (since - Skew).ToUnixTimeSeconds())
        {
            return null;
        }

        // Texts that Twilio was told not to keep.
        return fields["Body"] is not { } body ? Unknown("texts-not-kept")
            : !string.Equals(LettersOf(body), letters, StringComparison.Ordinal) ? null
            : created is null && message.UncertainSince is not null ? Unknown("date-missing")
            : TwilioFound.Read(fields);
    }

    private static string LettersOf(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
