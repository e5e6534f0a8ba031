using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Worker.Quarantine;

/// <summary>A request that a channel refused as not authentic, with all that it takes to judge it again.</summary>
internal sealed record RefusedRequest
{
    public required string Channel { get; init; }

    /// <summary>The refusal's reason, as the channel's receiver gave it.</summary>
    public required string Reason { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>With its question mark; empty when there is none.</summary>
    public required string Query { get; init; }

    public required RequestHeaders Headers { get; init; }

    public required byte[] Body { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public int Size => Body.Length + Headers.Size + Query.Length;

    /// <summary>The same for every repeat: whoever sends again signs again, so headers do not count.</summary>
    public byte[] Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (ReadOnlySpan<string>)[Method, Path, Query])
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        hash.AppendData(Body);
        return hash.GetHashAndReset();
    }
}
