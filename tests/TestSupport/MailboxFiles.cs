using System.Diagnostics;
using System.Globalization;

namespace TestSupport;

/// <summary>One INBOX seen from behind, as Maildir files: what a customer would read, and what happens to real mailboxes.</summary>
public sealed class MailboxFiles
{
    private static int planted;
    private readonly MailServer server;
    private readonly string home;
    private readonly string folder;

    internal MailboxFiles(MailServer server, string address)
    {
        this.server = server;
        Address = address;
        home = Path.Combine(server.MailFolder, address);
        folder = Path.Combine(home, "Maildir");
    }

    public string Address { get; }

    /// <summary>The mails that lie there now, oldest first, with CRLF as they were sent.</summary>
    public IReadOnlyList<byte[]> Read()
    {
        var mails = new List<byte[]>();
        foreach (var file in Files())
        {
            try
            {
                mails.Add(File.ReadAllBytes(file));
            }
            catch (FileNotFoundException)
            {
                // moved from new to cur meanwhile: the next look finds it
            }
        }

        return mails;
    }

    /// <summary>Waits until at least <paramref name="count"/> mails lie there and returns them.</summary>
    public async Task<IReadOnlyList<byte[]>> WaitForAsync(int count, TimeSpan? atMost = null)
    {
        IReadOnlyList<byte[]> mails = [];
        await Wait.UntilAsync(() => Task.FromResult((mails = Read()).Count >= count), $"{count} mails for {Address}", atMost);
        return mails;
    }

    /// <summary>
    /// Puts many mails there at once, before anybody has logged in; the date becomes the INTERNALDATE, the order is kept in the UIDs.
    /// </summary>
    public void Plant(IEnumerable<(byte[] Mail, DateTimeOffset Arrived)> mails)
    {
        foreach (var part in (string[])["cur", "new", "tmp"])
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
        }

        foreach (var (mail, arrived) in mails)
        {
            var name = string.Create(
                CultureInfo.InvariantCulture,
                $"{arrived.ToUnixTimeSeconds()}.M{Interlocked.Increment(ref planted):d9}P{Environment.ProcessId}.planted,S={mail.Length}:2,");
            var file = Path.Combine(folder, "cur", name);
            File.WriteAllBytes(file, mail);
            File.SetLastWriteTimeUtc(file, arrived.UtcDateTime);
        }

        GiveToServer();
    }

    /// <summary>
    /// Gives the mailbox a new UIDVALIDITY and all mails new UIDs from <paramref name="firstUid"/>, as a restored or migrated server does. A
    /// session that is open loses its state and must log in again.
    /// </summary>
    public void ChangeUidValidity(int firstUid = 1)
    {
        var list = Path.Combine(folder, "dovecot-uidlist");
        var lines = File.ReadAllLines(list);
        var head = lines[0].Split(' ');
        var uid = firstUid;
        for (var i = 1; i < lines.Length; i++)
        {
            lines[i] = string.Create(CultureInfo.InvariantCulture, $"{uid++}{lines[i][lines[i].IndexOf(' ', StringComparison.Ordinal)..]}");
        }

        for (var i = 1; i < head.Length; i++)
        {
            head[i] = head[i][0] switch
            {
                'V' => string.Create(CultureInfo.InvariantCulture, $"V{uint.Parse(head[i].AsSpan(1), CultureInfo.InvariantCulture) + 1000}"),
                'N' => string.Create(CultureInfo.InvariantCulture, $"N{uid}"),
                _ => head[i],
            };
        }

        lines[0] = string.Join(' ', head);
        File.WriteAllText(list + ".new", string.Join('\n', lines) + '\n');
        GiveToServer();
        File.Move(list + ".new", list, overwrite: true);
    }

    /// <summary>What a colleague's mail program does when it shows every mail: they are seen.</summary>
    public void MarkAllSeen()
    {
        foreach (var file in Files())
        {
            var name = Path.GetFileName(file);
            var flags = name.IndexOf(":2,", StringComparison.Ordinal);
            File.Move(file, Path.Combine(folder, "cur", flags < 0 ? name + ":2,S" : name[..flags] + ":2,S"));
        }
    }

    /// <summary>Whether a mail carries the flag: S seen, F flagged, T deleted, R answered.</summary>
    public int CountFlagged(char flag) =>
        Files().Count(file => file.LastIndexOf(":2,", StringComparison.Ordinal) is > 0 and var at && file.AsSpan(at + 3).Contains(flag));

    /// <summary>Removes the mails whose bytes match, as another client's expunge would. Returns how many.</summary>
    public int Expunge(Func<byte[], bool> match)
    {
        var doomed = Files().Where(file => match(File.ReadAllBytes(file))).ToList();
        doomed.ForEach(File.Delete);
        return doomed.Count;
    }

    /// <summary>
    /// Makes the mails whose bytes match unreadable for the server, while it still lists them: Dovecot answers a FETCH of such a mail by
    /// ending the session. Returns how many.
    /// </summary>
    public int MakeUnreadable(Func<byte[], bool> match)
    {
        var hidden = Files().Where(file => match(File.ReadAllBytes(file))).ToList();
        hidden.ForEach(file => File.SetUnixFileMode(file, UnixFileMode.None));
        return hidden.Count;
    }

    /// <summary>Undoes <see cref="MakeUnreadable"/>.</summary>
    public void MakeReadable() =>
        Files().ToList().ForEach(file => File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite));

    private IEnumerable<string> Files() =>
        ((string[])["cur", "new"])
            .Select(part => Path.Combine(folder, part))
            .Where(Directory.Exists)
            .SelectMany(Directory.GetFiles)
            .OrderBy(Path.GetFileName, StringComparer.Ordinal);

    private void GiveToServer()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return; // the server runs as us then
        }

        using var change = Process.Start("chown", ["-R", server.MailOwner + ":", home]);
        change.WaitForExit();
        if (change.ExitCode != 0)
        {
            throw new IOException($"chown of {home} to {server.MailOwner} failed");
        }
    }
}
