using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Worker.Following;

/// <summary>
/// The part of a link after <c>/t/</c> that shows a complaint's status to whoever has it: its id and 128 bits of HMAC-SHA256. Told to its customer only,
/// in private; nobody can make one up.
/// </summary>
internal sealed class StatusLink(byte[] key)
{
    private const int MacBytes = 16;

    public string Create(long complaintId) => string.Create(CultureInfo.InvariantCulture, $"{complaintId}.{Mac(complaintId)}");

    /// <summary>The complaint that the text was made for; null when it is not ours.</summary>
    public long? Verify(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (text.Length > 60 || dot < 1 || !long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var complaintId))
        {
            return null;
        }

        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Mac(complaintId)), Encoding.UTF8.GetBytes(text[(dot + 1)..])) ? complaintId : null;
    }

    private string Mac(long complaintId) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"status.{complaintId}"))).AsSpan(0, MacBytes));
}
