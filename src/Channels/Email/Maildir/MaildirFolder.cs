using System.IO.Enumeration;

namespace Ingestion.Channels.Email.Maildir;

/// <summary>A Maildir++ folder on the disk: listing and reading.</summary>
internal sealed class MaildirFolder
{
    private const int MostHeaderBytes = 256 * 1024;

    private readonly string _path;
    private readonly int _maxBytes;

    public MaildirFolder(MaildirOptions options)
    {
        _path = options.Folder.Trim('.') is { Length: > 0 } folder ? Path.Combine(options.Path, "." + folder) : options.Path;
        _maxBytes = options.MaxBytes;
        Name = options.Folder.Length == 0 ? "INBOX" : options.Folder;
    }

    public string Name { get; }

    /// <summary>
    /// The files that <paramref name="wanted"/> asks for, each mail once. <c>new</c> is read before <c>cur</c>, so that a mail moved between
    /// the two readings is seen twice rather than not at all.
    /// </summary>
    /// <exception cref="ChannelFaultException">The folder is not there or may not be read.</exception>
    public List<MaildirEntry> List(Func<MaildirKey, bool> wanted, out HashSet<ulong> existing)
    {
        var seen = new HashSet<ulong>();
        var found = new List<MaildirEntry>();
        foreach (var subfolder in (string[])["new", "cur"])
        {
            try
            {
                found.AddRange(new FileSystemEnumerable<MaildirEntry>(
                    Path.Combine(_path, subfolder),
                    (ref entry) => new MaildirEntry(MaildirKey.Of(MaildirName.UniqueOf(entry.FileName)), MaildirName.UniqueOf(entry.FileName).ToString(), subfolder, entry.FileName.ToString()),
                    new EnumerationOptions { IgnoreInaccessible = false, AttributesToSkip = 0 })
                {
                    ShouldIncludePredicate = (ref entry) => IsMail(ref entry) && MaildirKey.Of(MaildirName.UniqueOf(entry.FileName)) is var key && seen.Add(key.Hash) && wanted(key),
                });
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw Fault(fault, subfolder);
            }
        }

        existing = seen;
        return found;
    }

    /// <summary>Reads one mail; of a too large one its headers. Null when the file is no longer there.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public OfferedMessage? Read(MaildirEntry entry)
    {
        try
        {
            using var file = File.OpenHandle(Path.Combine(_path, entry.Subfolder, entry.FileName));
            var length = RandomAccess.GetLength(file);
            var oversize = length > _maxBytes;
            var bytes = new byte[oversize ? MostHeaderBytes : (int)length];
            var read = 0;
            while (read < bytes.Length)
            {
                var more = RandomAccess.Read(file, bytes.AsSpan(read), read);
                if (more == 0)
                {
                    break;
                }

                read += more;
            }

            return new OfferedMessage
            {
                ExternalId = entry.Unique,
                Raw = bytes.AsMemory(0, oversize ? HeaderLength(bytes.AsSpan(0, read)) : read),
                ArrivedAt = new DateTimeOffset(File.GetLastWriteTimeUtc(file)),
                Context = oversize ? MailContext.ForOversize(length) : null,
            };
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (NotSupportedException fault)
        {
            // a pipe or a device that was put there
            throw new IOException("not a file", fault);
        }
    }

    /// <summary>Moves a mail from <c>new</c> to <c>cur</c>. True when it is no longer in <c>new</c>.</summary>
    public bool MoveToCur(string unique)
    {
        var from = Path.Combine(_path, "new", unique);
        try
        {
            if (File.Exists(from))
            {
                File.Move(from, Path.Combine(_path, "cur", unique + MaildirName.Shown));
            }

            return true;
        }
        catch (FileNotFoundException)
        {
            // a mail program was faster
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsMail(ref FileSystemEntry entry) => !entry.FileName.StartsWith(".") && !entry.IsDirectory;

    private static int HeaderLength(ReadOnlySpan<byte> bytes)
    {
        var unix = bytes.IndexOf("\n\n"u8) is >= 0 and var first ? first + 2 : bytes.Length;
        var network = bytes.IndexOf("\n\r\n"u8) is >= 0 and var second ? second + 3 : bytes.Length;
        return Math.Min(unix, network);
    }

    private ChannelFaultException Fault(Exception fault, string subfolder) => fault switch
    {
        DirectoryNotFoundException when !Directory.Exists(_path) => new ChannelFaultException("folder-missing", $"there is no Maildir folder at {_path}", fault),
        DirectoryNotFoundException => new ChannelFaultException("folder-missing", $"the Maildir folder {Name} has no subfolder {subfolder}", fault),
        UnauthorizedAccessException => new ChannelFaultException("access-denied", $"the subfolder {subfolder} of the Maildir folder {Name} may not be read", fault),
        _ => new ChannelFaultException("folder-unreadable", $"the subfolder {subfolder} of the Maildir folder {Name} cannot be read", fault),
    };
}
