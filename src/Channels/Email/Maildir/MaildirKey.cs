using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Channels.Email.Maildir;

/// <summary>A mail's place in the order of a Maildir, and a short stand-in for its name.</summary>
/// <param name="Time">The seconds at the front of the name, as every delivery agent writes them; made of the hash where there are none.</param>
/// <param name="Hash">The first eight bytes of the name's SHA-256.</param>
internal readonly record struct MaildirKey(long Time, ulong Hash)
{
    private const long LatestTime = 0xFFFF_FFFFL;

    public static MaildirKey Of(ReadOnlySpan<char> unique)
    {
        Span<byte> name = stackalloc byte[1024];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Encoding.UTF8.GetMaxByteCount(unique.Length) <= name.Length ? Encoding.UTF8.GetBytes(unique, name) : 0;
        SHA256.HashData(length > 0 ? name[..length] : Encoding.UTF8.GetBytes(unique.ToString()), hash);
        var number = BinaryPrimitives.ReadUInt64BigEndian(hash);
        return new MaildirKey(TimeOf(unique) is > 0 and var time ? time : (long)(number >> 32), number);
    }

    private static long TimeOf(ReadOnlySpan<char> unique)
    {
        var time = 0L;
        foreach (var letter in unique)
        {
            if (!char.IsAsciiDigit(letter) || time > LatestTime)
            {
                break;
            }

            time = (time * 10) + (letter - '0');
        }

        return time > LatestTime ? 0 : time;
    }
}
