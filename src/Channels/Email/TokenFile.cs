using System.Text;
using Ingestion.Mail.Transport;

namespace Ingestion.Channels.Email;

/// <summary>An access token in a file that somebody else keeps fresh; read again whenever it is asked for.</summary>
internal sealed class TokenFile(string path) : IAccessTokenSource
{
    private const int MaxBytes = 64 * 1024;

    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[MaxBytes + 1];
            var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            var token = length <= MaxBytes ? Encoding.UTF8.GetString(bytes, 0, length).Trim('\uFEFF').Trim() : "";
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
}
