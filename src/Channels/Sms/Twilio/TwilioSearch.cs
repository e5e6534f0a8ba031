using System.Globalization;
using System.Text;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>
/// Looks in the account's message list for one of ours whose answer was lost. It is known by its letters and digits, which hold the tracking number:
/// Twilio may have changed quotes and dashes. There is no filter by time: what waits at Twilio has no date yet.
/// </summary>
internal sealed class TwilioSearch(ChannelSetup setup, TwilioApi api)
{
    private const int PageSize = 500;
    private const int MostPages = 20;

    /// <summary>See <see cref="IMessageSender.FindAsync"/>.</summary>
    public async Task<SendResult?> FindAsync(string to, string text, CancellationToken cancellationToken)
    {
        try
        {
            return await LookAsync(to, LettersOf(text), cancellationToken);
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

    private async Task<SendResult?> LookAsync(string to, string letters, CancellationToken cancellationToken)
    {
        var isHidden = false;
        var next = string.Create(CultureInfo.InvariantCulture, $"{api.Messages}?PageSize={PageSize}&To={Uri.EscapeDataString(to)}");
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
                var fields = TwilioFields.Read(Encoding.UTF8.GetBytes(item.GetRawText()));
                if (fields["direction"]?.StartsWith("outbound", StringComparison.OrdinalIgnoreCase) != true)
                {
                    continue;
                }

                if (fields["Body"] is not { } body)
                {
                    // Texts that Twilio was told not to keep.
                    isHidden = true;
                }
                else if (string.Equals(LettersOf(body), letters, StringComparison.Ordinal) && TwilioSid.IsSid(fields["MessageSid"]))
                {
                    return new SendResult(SendOutcome.Sent, "found-at-provider") { ProviderId = fields["MessageSid"] };
                }
            }

            next = json.RootElement.Text("next_page_uri"u8, 4000, []) is { Length: > 0 } named ? api.Named(named) : null;
        }

        return isHidden ? Unknown("texts-not-kept") : null;
    }

    private static string LettersOf(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
