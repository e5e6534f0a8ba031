using System.Security.Cryptography;

namespace Ingestion.Worker.Tests.Core;

/// <summary>Calls back before each draw: numbers are drawn in the middle of the deciding transaction.</summary>
internal sealed class HookedRandom(Action before) : RandomNumberGenerator
{
    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    public override void GetBytes(Span<byte> data)
    {
        before();
        Fill(data);
    }
}
