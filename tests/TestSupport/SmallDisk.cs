using System.Globalization;

namespace TestSupport;

/// <summary>A small file system of one test's own, in memory, that can be made full, run out of inodes or be read-only. Takes root, or sudo without a password.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TempFolder folder = new();

    /// <param name="bytes">Its size.</param>
    /// <param name="inodes">How many files and folders it can hold.</param>
    public SmallDisk(long bytes, int inodes = 1000)
    {
        Directory.CreateDirectory(Path);
        AsRoot.Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={bytes},nr_inodes={inodes},mode=1777"), "tmpfs", Path);
    }

    /// <summary>Where it is mounted.</summary>
    public string Path => folder["disk"];

    /// <summary>A path on it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Takes every byte that is left; deleting the returned file gives them back.</summary>
    public string Fill()
    {
        var file = this["ballast"];
        try
        {
            using var ballast = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 0);
            var block = new byte[4096];
            while (true)
            {
                ballast.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }

        return file;
    }

    /// <summary>Takes every inode that is left; deleting the returned folder gives them back.</summary>
    public string TakeInodes()
    {
        var crowd = this["crowd"];
        try
        {
            Directory.CreateDirectory(crowd);
            for (var n = 0; ; n++)
            {
                File.WriteAllBytes(System.IO.Path.Combine(crowd, n.ToString(CultureInfo.InvariantCulture)), []);
            }
        }
        catch (IOException)
        {
            // None left.
        }

        return crowd;
    }

    public void MakeReadOnly() => AsRoot.Run("mount", "-o", "remount,ro", Path);

    public void MakeWritable() => AsRoot.Run("mount", "-o", "remount,rw", Path);

    public void Dispose()
    {
        AsRoot.Run("umount", "--lazy", Path);
        folder.Dispose();
    }
}
