using System.Globalization;

namespace EndToEnd.Tests;

/// <summary>A Maildir that mail is delivered into.</summary>
internal sealed class MaildirBox
{
    private int delivered;

    public MaildirBox(string path)
    {
        Path = path;
        foreach (var folder in (string[])["tmp", "new", "cur"])
        {
            Directory.CreateDirectory(System.IO.Path.Combine(path, folder));
        }
    }

    public string Path { get; }

    /// <summary>Mails delivered so far.</summary>
    public int Delivered => delivered;

    public void Deliver(byte[] mail)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"1764000000.M{Interlocked.Increment(ref delivered):D6}P1.host");
        var temporary = System.IO.Path.Combine(Path, "tmp", name);
        File.WriteAllBytes(temporary, mail);
        File.Move(temporary, System.IO.Path.Combine(Path, "new", name));
    }
}
