using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Outbox;

/// <summary>
/// Message-IDs of our own mail: <c>&lt;ack.123.1f0c…@domain&gt;</c> with the complaint's id and 96 bits of HMAC-SHA256, of mail after the acknowledgement
/// <c>&lt;update-456.123.1f0c…@domain&gt;</c> with its own id, too. A reply that names one was written
/// by somebody who got it; nobody can make one up.
/// </summary>
internal sealed class SignedMessageId(byte[] key, string domain)
{
    private const int MacBytes = 12;

    // Kept, because setting up a key costs more than signing a few bytes with it.
    private readonly IncrementalHash mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

    /// <summary>The installation's.</summary>
    public static async Task<SignedMessageId> OfAsync(Database database, string domain, CancellationToken cancellationToken) =>
        new(await InstallationKey.GetAsync(database, "message-id-key", cancellationToken), domain);

    public string Create(string purpose, long complaintId)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{purpose}.{complaintId}");
        return $"<{name}.{Mac(name)}@{domain}>";
    }

    /// <summary>For one of several messages with that purpose.</summary>
    public string Create(string purpose, long complaintId, long number) => Create(string.Create(CultureInfo.InvariantCulture, $"{purpose}-{number}"), complaintId);

    /// <summary>The complaint that the id was made for; null when the id is not ours. The domain is not looked at: it may have changed since.</summary>
    public long? Verify(string messageId) => Read(messageId)?.Complaint;

    /// <summary>The message in the outbox that the id was made for; null when the id is not ours.</summary>
    public long? Answer(string messageId) => Read(messageId)?.Answer;

    private (long Complaint, long Answer)? Read(string messageId)
    {
        var text = messageId.AsSpan().Trim().TrimStart('<').TrimEnd('>');
        var at = text.IndexOf('@');
        var local = at < 0 ? text : text[..at];
        var lastDot = local.LastIndexOf('.');
        if (lastDot < 3 || local.Length > 80)
        {
            return null;
        }

        var name = local[..lastDot];
        var dot = name.IndexOf('.');
        if (dot < 0 || !long.TryParse(name[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var complaintId))
        {
            return null;
        }

        var expected = Encoding.ASCII.GetBytes(Mac(name.ToString()));
        var given = Encoding.UTF8.GetBytes(local[(lastDot + 1)..].ToString());
        if (!CryptographicOperations.FixedTimeEquals(expected, given))
        {
            return null;
        }

        var dash = name[..dot].IndexOf('-');
        return (complaintId, dash >= 0 && long.TryParse(name[(dash + 1)..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : complaintId);
    }

    private string Mac(string name)
    {
        Span<byte> signature = stackalloc byte[32];
        lock (mac)
        {
            mac.AppendData(Encoding.UTF8.GetBytes(name));
            mac.GetHashAndReset(signature);
        }

        return Convert.ToHexStringLower(signature[..MacBytes]);
    }
}
