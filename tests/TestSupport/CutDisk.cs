using System.Globalization;

namespace TestSupport;

/// <summary>
/// A disk of one test's own whose power is cut again and again: an ext4 file system on a file that plays the disk, and each cut an instant copy of that file, by
/// which what runs is not disturbed. A copy holds what the system had handed to the disk until then, and nothing of what files had only in its memory. Takes
/// root, or sudo without a password.
/// </summary>
public sealed class CutDisk : IDisposable
{
    private const string Live = "live";
    private readonly TempFolder folder = new();
    private readonly Stack<string> mounted = new();
    private int cuts;

    /// <param name="bytes">Its size. Only what is written takes room.</param>
    public CutDisk(long bytes)
    {
        try
        {
            Make(bytes);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where it is mounted.</summary>
    public string Path => folder["disk"];

    /// <summary>A path on it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Everything written until now is on it.</summary>
    public void Sync() => AsRoot.Run("sync", "-f", Path);

    /// <summary>Keeps what is there if the power goes now. Returns the cut's number, from 0.</summary>
    public int Cut()
    {
        AsRoot.Run("cp", "--reflink=always", Image(Live), Image(cuts));
        return cuts++;
    }

    /// <summary>Nothing may have a file open there.</summary>
    public void PowerOff()
    {
        AsRoot.Run("umount", Path);
        mounted.Pop();
    }

    /// <summary>As the machine finds it after that cut.</summary>
    public void PowerOn(int cut) => Mount(Path, "-o", "loop", Image(cut));

    public void Dispose()
    {
        while (mounted.TryPop(out var place))
        {
            AsRoot.Run("umount", "--lazy", place);
        }

        folder.Dispose();
    }

    private string Shelf => System.IO.Path.Combine(folder["memory"], "shelf.img");

    private string Image(object name) => System.IO.Path.Combine(folder["shelf"], string.Create(CultureInfo.InvariantCulture, $"{name}.img"));

    private void Make(long bytes)
    {
        // The servers are other users.
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        Directory.CreateDirectory(folder["shelf"]);
        Directory.CreateDirectory(Path);
        Directory.CreateDirectory(folder["memory"]);
        Mount(folder["memory"], "-t", "tmpfs", "-o", "size=2g", "tmpfs");

        // XFS copies a file at once, as of one moment.
        AsRoot.Run("truncate", "-s", "4g", Shelf);
        AsRoot.Run("mkfs.xfs", "-q", "-m", "reflink=1", Shelf);
        Mount(folder["shelf"], "-o", "loop", Shelf);
        AsRoot.Run("truncate", "-s", bytes.ToString(CultureInfo.InvariantCulture), Image(Live));
        AsRoot.Run("mkfs.ext4", "-q", "-E", "lazy_itable_init=0,lazy_journal_init=0", Image(Live));
        Mount(Path, "-o", "loop", Image(Live));
        AsRoot.Run("chmod", "1777", Path);
        Sync();
    }

    private void Mount(string place, params string[] what)
    {
        AsRoot.Run(["mount", .. what, place]);
        mounted.Push(place);
    }
}
