using System.Globalization;

namespace Ingestion.Worker.Tests.Model;

/// <summary>What messages are about: words and an order number that no other matter has, so that it is beyond doubt which messages are about one.</summary>
internal sealed class ReferenceMatter
{
    private const string Consonants = "bdfgklmnprstvz";
    private const string Vowels = "aeiou";

    private ReferenceMatter(string text) => Text = text;

    public string Text { get; }

    /// <param name="sequence">The number of the sequence.</param>
    /// <param name="matter">The number of the matter in it.</param>
    public static ReferenceMatter Create(int sequence, int matter)
    {
        var number = 10_000_000 + (sequence * 40) + matter;
        var random = new Random(number);
        var words = Enumerable.Range(0, 8).Select(_ => string.Concat(Enumerable.Range(0, 3).Select(_ => $"{Consonants[random.Next(Consonants.Length)]}{Vowels[random.Next(Vowels.Length)]}")));
        return new ReferenceMatter(string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', words)} order number {number}"));
    }
}
