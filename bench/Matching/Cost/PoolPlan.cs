using System.Globalization;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Matching;

namespace Ingestion.Bench.Matching.Cost;

/// <summary>
/// A pool of so many complaints, computed and not drawn, so that rows can be written table by table in the order of their keys. Each text stands for
/// several complaints: the first with its own sentences, the others with sentences of their own made of the same words.
/// </summary>
/// <param name="texts">The texts.</param>
/// <param name="complaints">How many complaints there are, with one message each.</param>
/// <param name="end">When the last of them came in.</param>
internal sealed class PoolPlan(IReadOnlyList<PoolText> texts, int complaints, DateTimeOffset end)
{
    private const long FirstId = 1_000;
    private const int ContactsInTen = 6;

    /// <summary>The window of campaigns: what is older has left the fingerprints.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromDays(170);

    public int Complaints => complaints;

    public int Contacts => complaints * ContactsInTen / 10;

    public long EndOfIds => FirstId + (2L * complaints) + Contacts + 1;

    private int Variants => Math.Max(1, complaints / texts.Count);

    public long MessageId(int complaint) => FirstId + (2L * complaint);

    public long ComplaintId(int complaint) => MessageId(complaint) + 1;

    public PoolText Text(int complaint) => texts[complaint / Variants % texts.Count];

    public int Variant(int complaint) => complaint % Variants;

    /// <summary>A complaint whose fingerprint is that of its text.</summary>
    public int WithItsOwnText(int drawn) => drawn % complaints / Variants * Variants;

    public int Contact(int complaint) => (int)(NearFingerprint.Mix((ulong)complaint) % (ulong)Contacts);

    public long ContactId(int contact) => FirstId + (2L * complaints) + contact;

    public static string Address(int contact) => string.Create(CultureInfo.InvariantCulture, $"c{contact:D8}@customer.example");

    public DateTimeOffset At(int complaint) => end - (Span * ((complaints - complaint) / (double)complaints));

    /// <summary>Spread over all numbers as drawn ones are, and each once.</summary>
    public static string Number(int complaint)
    {
        var payload = (complaint + 1) * 61_803_398_873L % 100_000_000_000L;
        for (var digit = 0; ; digit++)
        {
            if (TrackingNumber.TryFrom((payload * 10) + digit, out var number))
            {
                return number.Digits;
            }
        }
    }

    /// <summary>The numbers that a complaint names: each complaint its own.</summary>
    public IEnumerable<ReferenceNumber> Numbers(int complaint) => Variant(complaint) is > 0 and var variant
        ? Text(complaint).Numbers.Select(number => number with { Value = string.Create(CultureInfo.InvariantCulture, $"{number.Value}{variant}") })
        : Text(complaint).Numbers;

    /// <summary>Keys by bands: of a variant's own sentences.</summary>
    public IEnumerable<long> Bands(int complaint) => Variant(complaint) is > 0 and var variant
        ? Text(complaint).Bands.Select(key => KeyDay.Lasting(NearFingerprint.Mix((ulong)key + (ulong)variant)))
        : Text(complaint).Bands;

    /// <summary>How common words are when all of it is written.</summary>
    public WordFrequency Words()
    {
        var words = new WordFrequency();
        for (var complaint = 0; complaint < complaints; complaint++)
        {
            words.Add(Text(complaint).Print);
        }

        return words;
    }
}
