using System.Text.Json;

namespace Ingestion.Channels;

/// <summary>A token file that no other process reads or writes until this is disposed.</summary>
internal sealed class HeldTokenFile(OAuthTokenFile file, FileStream held) : IDisposable
{
    private const int MaxBytes = 256 * 1024;

    /// <summary>What was kept of this consent; null when nothing was, or nothing that can be read.</summary>
    public StoredToken? Read()
    {
        try
        {
            using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var stored = stream.Length <= MaxBytes ? JsonSerializer.Deserialize(stream, StoredTokenJson.Default.StoredToken) : null;
            return stored is not null && string.Equals(stored.Consent, file.Consent, StringComparison.Ordinal) ? stored : null;
        }
        catch (Exception fault) when (fault is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Appears whole or not at all, and is on the disk when this returns.</summary>
    public void Write(StoredToken token)
    {
        var temporary = file.Path + ".new";
        using (var stream = new FileStream(temporary, ForOwner(FileMode.Create, FileAccess.Write)))
        {
            JsonSerializer.Serialize(stream, token with { Consent = file.Consent }, StoredTokenJson.Default.StoredToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file.Path, overwrite: true);
        DirectorySync.Flush(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file.Path))!);
    }

    public void Dispose() => held.Dispose();

    /// <summary>Readable for the worker's own account only.</summary>
    internal static FileStreamOptions ForOwner(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
