using System.Security.Cryptography;

namespace Ingestion.Worker.Tests.Complaints;

/// <summary>The same bytes for the same seed.</summary>
internal sealed class FixedRandom(int seed) : RandomNumberGenerator
{
    private readonly Random random = new(seed);

    public override void GetBytes(byte[] data) => random.NextBytes(data);

    public override void GetBytes(Span<byte> data) => random.NextBytes(data);
}
