using System.Globalization;
using System.Text.Json;

namespace Ingestion.Channels.Sms.Twilio;

/// <summary>
/// Reads the account's message list over days. Its filter knows days only and its order is not promised, so everything of the days is read, and
/// sorted here.
/// </summary>
internal sealed class TwilioListing(ChannelSetup setup, TwilioOptions options, TwilioApi api)
{
    private const int PageSize = 500;

    /// <summary>Pages of one listing: half a million messages in the days looked at is no complaint desk but a list without an end.</summary>
    private const int MostPages = 1000;

    /// <summary>Pages in a row that bring nothing new.</summary>
    private const int MostRepeats = 3;

    private readonly string[] _own = [.. TwilioOwnAddresses.Of(options)];

    /// <summary>Incoming messages to us of these days and around them, each once, oldest first; those without a time come last.</summary>
    /// <param name="since">Compared with the day on which Twilio called our hook, in GMT.</param>
    /// <param name="until">Null: to the newest.</param>
    /// <exception cref="ChannelFaultException">As <see cref="HttpReading"/>; <c>answer-unreadable</c>, <c>paging-endless</c>, <c>page-elsewhere</c>.</exception>
    public async Task<List<TwilioEntry>> ReadAsync(DateOnly since, DateOnly? until, CancellationToken cancellationToken)
    {
        var days = Day("%3E", since) + (until is { } end ? Day("%3C", end) : "");
        var found = new Dictionary<string, TwilioEntry>(StringComparer.Ordinal);

        // By address where that is all we take: the answers that we sent need not be read then.
        IReadOnlyList<string?> addresses = string.IsNullOrEmpty(options.MessagingServiceSid) ? _own : new string?[] { null };
        foreach (var to in addresses)
        {
            var filter = to is null ? "" : $"&To={Uri.EscapeDataString(to)}";
            await ReadPagesAsync(string.Create(CultureInfo.InvariantCulture, $"{api.Messages}?PageSize={PageSize}{filter}{days}"), found, cancellationToken);
        }

        List<TwilioEntry> entries = [.. found.Values];
        entries.Sort((one, other) => (one.CreatedAt ?? long.MaxValue).CompareTo(other.CreatedAt ?? long.MaxValue) is not 0 and var byTime ? byTime : string.CompareOrdinal(one.Sid, other.Sid));
        return entries;
    }

    private async Task ReadPagesAsync(string url, Dictionary<string, TwilioEntry> found, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var repeats = 0;
        var next = url;
        for (var page = 0; next is not null; page++)
        {
            if (page >= MostPages || repeats > MostRepeats)
            {
                throw new ChannelFaultException("paging-endless", "Twilio's message list does not end; nothing of it was taken");
            }

            using var request = api.Get(next);
            var before = seen.Count;
            var named = ReadPage(await HttpReading.ReadAsync(setup.Http, request, TwilioApi.Provider, setup.Time, cancellationToken), seen, found);
            repeats = seen.Count == before ? repeats + 1 : 0;
            next = named is null ? null : api.Named(named) ?? throw new ChannelFaultException("page-elsewhere", "Twilio's message list goes on at another host; it is not followed");
        }
    }

    /// <summary>Returns where the next page is.</summary>
    private string? ReadPage(byte[] body, HashSet<string> seen, Dictionary<string, TwilioEntry> found)
    {
        try
        {
            string? next = null;
            var hasMessages = false;
            var json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 64 });
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("next_page_uri"u8))
                {
                    json.Read();
                    next = json.TokenType == JsonTokenType.String ? JsonText.Read(ref json, 4000, []) : null;
                }
                else if (json.ValueTextEquals("messages"u8))
                {
                    json.Read();
                    hasMessages = json.TokenType == JsonTokenType.StartArray;
                    ReadMessages(ref json, body, seen, found);
                }
                else
                {
                    json.Skip();
                }
            }

            json.Read();
            return hasMessages ? next : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new ChannelFaultException("answer-unreadable", "Twilio's message list came incomplete or in an unknown form");
        }
    }

    private void ReadMessages(ref Utf8JsonReader json, byte[] body, HashSet<string> seen, Dictionary<string, TwilioEntry> found)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)json.TokenStartIndex;
            json.Skip();
            var raw = body.AsMemory(start, (int)json.BytesConsumed - start);
            if (TwilioEntry.Read(raw) is not { } entry)
            {
                continue;
            }

            // Copied: a slice would keep the whole page in memory, which is mostly our own answers.
            if (seen.Add(entry.Sid) && entry.IsInbound && IsOurs(entry))
            {
                found.TryAdd(entry.Sid, entry with { Raw = raw.ToArray() });
            }
        }
    }

    private bool IsOurs(TwilioEntry entry) =>
        (!string.IsNullOrEmpty(options.MessagingServiceSid) && string.Equals(entry.Service, options.MessagingServiceSid, StringComparison.Ordinal))
        || (TwilioAddress.Read(entry.To) is { } to && _own.Contains(TwilioOwnAddresses.Written(to), StringComparer.Ordinal));

    private static string Day(string comparison, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"&DateSent{comparison}={day:yyyy-MM-dd}");
}
