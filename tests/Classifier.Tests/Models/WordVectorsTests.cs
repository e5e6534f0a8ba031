using Ingestion.Classifier.Models;
using Xunit;

namespace Classifier.Tests.Models;

public sealed class WordVectorsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(3_000)]
    public void Fill_AnyNumberOfWords_IsTheSumOverTheRootOfThoseKnown(int count)
    {
        var random = new Random(count);
        var words = new uint[WordVectors.Slots];
        var rows = new sbyte[WordVectors.Bytes];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(rows.AsSpan()));
        var known = Enumerable.Range(0, WordVectors.Most).Select(_ => (uint)random.Next(1, int.MaxValue)).Distinct().ToArray();
        foreach (var word in known)
        {
            words[WordVectors.Find(words, word)] = word;
        }

        // The greatest number of all, again and again: nothing may overflow.
        rows.AsSpan(WordVectors.Find(words, known[0]) * WordVectors.Size, WordVectors.Size).Fill(sbyte.MinValue);
        var stems = Enumerable.Range(0, count).Select(place => place % 5 == 0 ? uint.MaxValue - (uint)place : place % 2 == 0 ? known[random.Next(known.Length)] : known[0]).ToArray();

        var values = new float[WordVectors.Size];
        new WordVectors(rows) { Words = words, Scale = 0.25f }.Fill(stems, values);

        var found = stems.Where(known.Contains).Select(stem => Array.IndexOf(words, stem)).ToArray();
        var share = 0.25f / MathF.Sqrt(Math.Max(1, found.Length));
        Assert.Equal(Enumerable.Range(0, WordVectors.Size).Select(number => found.Sum(slot => rows[(slot * WordVectors.Size) + number]) * share), values);
    }

    [Fact]
    public void Fill_NoWordsKnown_IsNothing()
    {
        var values = Enumerable.Repeat(1f, WordVectors.Size).ToArray();
        WordVectors.Empty.Fill([1, 2, 3], values);
        Assert.All(values, value => Assert.Equal(0, value));
    }
}
