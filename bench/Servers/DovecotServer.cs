using Ingestion.Bench.Machinery;

namespace Ingestion.Bench.Servers;

internal sealed class DovecotServer(int port, string password, string mailFolder, string owner, int processId)
{
    public int Port => port;

    public string Password => password;

    public double CpuMilliseconds() => ProcessTree.CpuMilliseconds(processId);

    /// <summary>
    /// Makes a mailbox whose INBOX holds these mails. Dovecot's own
    /// index is made by the first login, which is part of nobody's measurement.
    /// </summary>
    public void Plant(string user, IReadOnlyList<string> mails)
    {
        var maildir = Path.Combine(mailFolder, user, "Maildir");
        foreach (var sub in (string[])["cur", "new", "tmp"])
        {
            Directory.CreateDirectory(Path.Combine(maildir, sub));
        }

        foreach (var mail in mails)
        {
            File.Copy(mail, Path.Combine(maildir, "cur", Path.GetFileName(mail) + ":2,"), overwrite: true);
        }

        ChildProcess.Run("chown", "-R", $"{owner}:", Path.Combine(mailFolder, user));
        ChildProcess.Run("curl", "-s", "--url", $"imap://127.0.0.1:{port}/INBOX;MAILINDEX=1;SECTION=HEADER", "-u", $"{user}:{password}");
    }
}
