using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Channels;

/// <summary>
/// The file in which refreshed tokens survive a restart, shared by the processes of one machine: whoever holds <c>path.lock</c> may read and
/// replace it. What it holds of an earlier consent is ignored.
/// </summary>
/// <param name="path">The file; its folder exists.</param>
/// <param name="seed">The refresh token of the settings: another one there begins anew.</param>
internal sealed class OAuthTokenFile(string path, string seed)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public string Path => path;

    public string Consent { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)).AsSpan(0, 8));

    /// <summary>Waits until no other process holds the file.</summary>
    /// <exception cref="IOException">Held by another for longer than <paramref name="atMost"/>, or not usable.</exception>
    public async Task<HeldTokenFile> HoldAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var turns = atMost / Pause;
        for (var turn = 0; ; turn++)
        {
            try
            {
                return new HeldTokenFile(this, new FileStream(path + ".lock", HeldTokenFile.ForOwner(FileMode.OpenOrCreate, FileAccess.ReadWrite)));
            }
            catch (IOException fault) when (fault is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && turn < turns)
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
