using Ingestion.Worker.Storage;
using Xunit;

namespace Ingestion.Worker.Tests.Storage;

public sealed class StableHashTests
{
    /// <summary>Locks of workers of different versions must meet: the first eight bytes of SHA-256, little endian.</summary>
    [Fact]
    public void Of64_KnownText_IsTheSameInEveryVersion() => Assert.Equal(unchecked((long)0xe71fa2190541574b), StableHash.Of64("abc"));
}
