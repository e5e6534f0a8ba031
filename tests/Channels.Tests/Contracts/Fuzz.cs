namespace Channels.Tests.Contracts;

/// <summary>Bytes to be survived, made from good samples and a seed that a failing test prints.</summary>
public static class Fuzz
{
    /// <summary>A new seed per run; set <c>FUZZ_SEED</c> to repeat a run.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("FUZZ_SEED"), out var seed) ? seed : Random.Shared.Next();

    /// <summary>Random bytes, every kind of cut, and mutated samples, <paramref name="count"/> in all.</summary>
    public static IEnumerable<byte[]> Cases(IReadOnlyList<byte[]> samples, int count)
    {
        var random = new Random(Seed);
        for (var i = 0; i < count; i++)
        {
            var sample = samples[random.Next(samples.Count)];
            yield return (i % 4) switch
            {
                0 => Noise(random),
                1 => sample[..random.Next(sample.Length + 1)],
                2 => Mutated(random, sample),
                _ => Spliced(random, sample, samples[random.Next(samples.Count)]),
            };
        }
    }

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(400)];
        random.NextBytes(noise);
        return noise;
    }

    private static byte[] Mutated(Random random, byte[] sample)
    {
        ReadOnlySpan<byte> nasty = "\0\r\n\"\\{}[]:,<>=?%&+;@\x7f"u8;
        var bytes = (byte[])sample.Clone();
        for (var n = random.Next(1, 9); n > 0 && bytes.Length > 0; n--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : nasty[random.Next(nasty.Length)];
        }

        return bytes;
    }

    private static byte[] Spliced(Random random, byte[] first, byte[] second) =>
        [.. first[..random.Next(first.Length + 1)], .. second[random.Next(second.Length + 1)..]];
}
