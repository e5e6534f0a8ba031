namespace Ingestion.Channels.Social.X;

/// <summary>The token file and its lock.</summary>
internal sealed class XTokenStore(string path, TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    
    /// <summary>Longer than another process can take for one request of tokens.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Waits for other processes; the lock goes with the one that holds it.</summary>
    public async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException fault) when (fault is not (DirectoryNotFoundException or FileNotFoundException) && time.GetElapsedTime(began) < Longest)
            {
                await Task.Delay(Between, time, cancellationToken);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw Fault("cannot be locked", fault);
            }
        }
    }

    /// <summary>Null when there is none yet, or none that can be read.</summary>
    public XTokenPair? Read()
    {
        try
        {
            return File.Exists(path) ? XTokenPair.Read(File.ReadAllBytes(path)) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Fault("cannot be read", fault);
        }
    }

    /// <summary>Returns when they are on disk under their name.</summary>
    public void Write(XTokenPair pair)
    {
        var draft = path + ".new";
        try
        {
            var rights = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                rights.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var file = new FileStream(draft, rights))
            {
                file.Write(pair.Write().Span);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
            DirectorySync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Fault("cannot be written", fault);
        }
    }

    private ChannelFaultException Fault(string what, Exception fault) =>
        new("token-file", $"the token file {path} {what} ({fault.GetType().Name}); this account needs a folder that it may write to") { Permanent = true };
}
