using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace TestSupport;

/// <summary>
/// Postfix's <c>smtp-sink</c> as a process of one test: it keeps every mail it took as a file and can be told to misbehave.
/// </summary>
public sealed class SmtpSink : IAsyncDisposable
{
    /// <summary>Takes the mail, then drops the link before the answer.</summary>
    public static readonly string[] DropAfterData = ["-q", "."];

    private readonly TempFolder folder = new();
    private readonly Process process;

    private SmtpSink(int port, string[] options)
    {
        Port = port;
        if (Environment.IsPrivilegedProcess)
        {
            // it refuses to run as root and writes as nobody
            options = ["-u", "nobody", .. options];
            File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_111_111);
        }

        var start = new ProcessStartInfo("/usr/sbin/smtp-sink", [.. options, "-d", "mail.", $"127.0.0.1:{Port}", "1000"])
        {
            WorkingDirectory = folder.Path,
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        process = Process.Start(start) ?? throw new InvalidOperationException("smtp-sink did not start");
    }

    public int Port { get; }

    public static Task<SmtpSink> StartAsync(params string[] options) => StartAsync(LoopbackPort.Free(), options);

    public static async Task<SmtpSink> StartAsync(int port, params string[] options)
    {
        var sink = new SmtpSink(port, options);
        await Wait.UntilAsync(sink.AcceptsAsync, "smtp-sink accepts connections");
        return sink;
    }

    /// <summary>The mails taken whole so far, each with smtp-sink's <c>X-…-Args</c> lines and a Received line before it.</summary>
    public IReadOnlyList<byte[]> Mails() => [.. Directory.GetFiles(folder.Path, "mail.*").Select(Read).OfType<byte[]>().Where(mail => mail.Length > 0)];

    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"smtp-sink on {Port}, {Mails().Count} mails");

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    private static byte[]? Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (FileNotFoundException)
        {
            return null; // a mail that was cut off: it has been taken away meanwhile
        }
    }

    private async Task<bool> AcceptsAsync()
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException($"smtp-sink ended: {await process.StandardError.ReadToEndAsync()}");
        }

        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
