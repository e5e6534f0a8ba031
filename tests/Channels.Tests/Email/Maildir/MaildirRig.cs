using System.Globalization;
using System.Text;
using Channels.Tests.Contracts;
using Ingestion.Channels;
using Ingestion.Channels.Email.Maildir;

namespace Channels.Tests.Email.Maildir;

/// <summary>A Maildir in a folder of its own, written as a delivery agent does.</summary>
public sealed class MaildirRig : SourceRig
{
    private readonly TemporaryFolder _folder = new();
    private int _delivered;

    public MaildirRig(bool moveToCur = false)
    {
        foreach (var name in (string[])["new", "cur", "tmp"])
        {
            Directory.CreateDirectory(System.IO.Path.Combine(Path, name));
        }

        Options = new MaildirOptions { Path = Path, MaxBytes = 64 * 1024, MoveToCur = moveToCur };
    }

    public string Path => _folder.Path;

    public MaildirOptions Options { get; }

    public override IMessageSource Open() => new MaildirConnector().Open(TestSetup.For("support-mail", Options, time: TimeProvider.System)).Source!;

    public override Task AddAsync(string marker)
    {
        Deliver(marker);
        return Task.CompletedTask;
    }

    public override Task AddOversizeAsync(string marker)
    {
        Deliver(marker, new string('x', 80 * 1024));
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(string marker)
    {
        File.Delete(Assert.Single(Files(), path => File.ReadAllText(path).Contains(marker, StringComparison.Ordinal)));
        return Task.CompletedTask;
    }

    /// <summary>Delivers a mail and returns its unique name; the seconds in the name are the given ones.</summary>
    public string Deliver(string marker, string body = "Salam", long seconds = 1_795_000_000)
    {
        var unique = string.Create(CultureInfo.InvariantCulture, $"{seconds}.M{++_delivered}P1.host");
        var draft = System.IO.Path.Combine(Path, "tmp", unique);
        File.WriteAllBytes(draft, Encoding.UTF8.GetBytes($"From: ali@example.az\nSubject: {marker}\nMessage-ID: <{_delivered}@example.az>\n\n{body}\n"));
        File.Move(draft, System.IO.Path.Combine(Path, "new", unique));
        return unique;
    }

    public IReadOnlyList<string> Files() => [.. Directory.GetFiles(Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return base.DisposeAsync();
    }
}
