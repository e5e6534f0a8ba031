using System.Text;
using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email;

/// <summary>An access token in a file that somebody else keeps fresh; read again whenever it is asked for.</summary>
internal sealed class TokenFile(string path, TimeProvider time) : IAccessTokenSource
{
    private const int MaxBytes = 64 * 1024;

    private CredentialLife? _life;

    /// <summary>What the token in the file says of its own end; null when it says nothing, or there is none. Looks into the file again once that is over.</summary>
    public CredentialLife? Life
    {
        get
        {
            if (Volatile.Read(ref _life) is { } kept && kept.EndsAt > time.GetUtcNow())
            {
                return kept;
            }

            try
            {
                using var file = Open();
                var bytes = new byte[MaxBytes + 1];
                return Keep(TextOf(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false))));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return Volatile.Read(ref _life);
            }
        }
    }

    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var file = Open();
            var bytes = new byte[MaxBytes + 1];
            var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            var token = TextOf(bytes.AsSpan(0, length));
            Keep(token);
            return token.Length > 0 ? token : throw new MailException(MailFault.TokenUnavailable, $"the access token file {path} is empty or too long");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MailException(MailFault.TokenUnavailable, $"the access token file {path} cannot be read: {fault.GetType().Name}", fault);
        }
    }

    /// <summary>The next reading of the file shows whether there is another one.</summary>
    public void Reject(string token)
    {
    }

    private FileStream Open() => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static string TextOf(ReadOnlySpan<byte> bytes) => bytes.Length <= MaxBytes ? Encoding.UTF8.GetString(bytes).Trim('\uFEFF').Trim() : "";

    private CredentialLife? Keep(string token)
    {
        var life = AccessTokenEnd.Of(token) is { } end ? new CredentialLife(end, CredentialRenewal.Others) : null;
        Volatile.Write(ref _life, life);
        return life;
    }
}
