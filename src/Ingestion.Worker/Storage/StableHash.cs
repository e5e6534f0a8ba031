using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Worker.Storage;

/// <summary>Hashes that are the same in every process and version.</summary>
internal static class StableHash
{
    public static long Of64(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
