using System.Globalization;
using Ingestion.Channels;

namespace Ingestion.Worker.Attachments;

/// <summary>
/// Files named by their content: <c>ab/cd/&lt;sha256&gt;</c>; equal content is kept once. A file is written under a random name, flushed,
/// renamed and its folder flushed: only then its name is given to anybody (promise P1). Several workers may share the folder.
/// </summary>
/// <param name="folder">Made when it is missing.</param>
/// <param name="keepFree">The disk is left this many bytes.</param>
/// <param name="time">Tells what is old.</param>
internal sealed class AttachmentStore(string folder, long keepFree, TimeProvider time)
{
    /// <summary>Longer than any fetch may take: what is older belongs to a process that died.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(24);

    private const int Probed = 4096;

    /// <summary>By the first four digits: the second folder is safe in the first.</summary>
    private readonly bool[] safe = new bool[1 << 16];

    /// <summary>By the first two: the first folder is safe.</summary>
    private readonly bool[] safeAbove = new bool[1 << 8];

    private string Incoming => Path.Combine(folder, "incoming");

    /// <summary>The path of a kept file.</summary>
    /// <param name="sha256">As in <see cref="StoredFile.Sha256"/>.</param>
    public string PathOf(string sha256) => Path.Combine(folder, sha256[..2], sha256[2..4], sha256);

    /// <summary>A file to be written.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public IncomingFile Begin(long maxBytes)
    {
        Directory.CreateDirectory(Incoming);
        if (FreeBytes() < keepFree)
        {
            throw new NearlyFullException();
        }

        return new IncomingFile(Path.Combine(Incoming, Guid.NewGuid().ToString("N")), maxBytes);
    }

    /// <summary>Whether it would take a file now: writes one, flushes it and its folder, removes it.</summary>
    /// <exception cref="IOException">It would not.</exception>
    public void Probe()
    {
        using var incoming = Begin(Probed);
        incoming.Write(new byte[Probed]);
        incoming.Finish();
        DirectorySync.Flush(Incoming);
    }

    /// <summary>Makes it durable under its content's name.</summary>
    /// <exception cref="IOException">It is not safe on the disk; nothing refers to it.</exception>
    public StoredFile Keep(IncomingFile incoming)
    {
        var file = incoming.Finish();
        var path = PathOf(file.Sha256);
        var second = Path.GetDirectoryName(path)!;
        if (new FileInfo(path) is not { Exists: true } known || known.Length != file.Size)
        {
            MakeFolder(second, int.Parse(file.Sha256.AsSpan(0, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            File.Move(incoming.Path, path, overwrite: true);
        }
        else
        {
            // It is about to be referred to again: cleaning leaves young files alone.
            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
        }

        // Also where another worker has renamed it: it may not have flushed yet.
        DirectorySync.Flush(second);
        return file;
    }

    /// <summary>
    /// A folder is flushed into its parent once in the life of this process, also where it exists: the worker that made it may not have flushed it yet.
    /// </summary>
    private void MakeFolder(string second, int number)
    {
        if (safe[number] && Directory.Exists(second))
        {
            return;
        }

        Directory.CreateDirectory(second);
        DirectorySync.Flush(Path.GetDirectoryName(second)!);
        if (!safeAbove[number >> 8])
        {
            DirectorySync.Flush(folder);
            DirectorySync.Flush(Path.GetDirectoryName(Path.GetFullPath(folder)) ?? folder);
            safeAbove[number >> 8] = true;
        }

        safe[number] = true;
    }

    /// <summary>Removes what processes left behind that died while they wrote. Returns how many.</summary>
    public int Clean()
    {
        if (!Directory.Exists(Incoming))
        {
            return 0;
        }

        var count = 0;
        foreach (var file in Directory.EnumerateFiles(Incoming).Where(IsOld))
        {
            File.Delete(file);
            count++;
        }

        return count;
    }

    /// <summary>Kept files that have been there for a day.</summary>
    public IEnumerable<string> OldFiles() =>
        !Directory.Exists(folder)
            ? []
            : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(IsOld)
                .Select(file => Path.GetFileName(file))
                .Where(name => name.Length == 64 && File.Exists(PathOf(name)));

    public bool Has(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>Removes a kept file that nobody refers to, unless it has just been found useful again. Returns whether it did.</summary>
    public bool Remove(string sha256) => Remove(sha256, Abandoned);

    /// <inheritdoc cref="Remove(string)"/>
    public bool Remove(string sha256, TimeSpan unlessYounger)
    {
        var path = PathOf(sha256);
        if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) > time.GetUtcNow().UtcDateTime - unlessYounger)
        {
            return false;
        }

        File.Delete(path);
        return true;
    }

    private bool IsOld(string file) => File.GetLastWriteTimeUtc(file) < time.GetUtcNow().UtcDateTime - Abandoned;

    private long FreeBytes() => new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
}
