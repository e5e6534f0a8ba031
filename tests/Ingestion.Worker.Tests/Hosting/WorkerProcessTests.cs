using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Hosting;

/// <summary>The built program as a process: start, notice to systemd, SIGTERM.</summary>
public sealed class WorkerProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("worker-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Run_Sigterm_StopsWithCode0AndTellsSystemd()
    {
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        var path = Path.Combine(_folder.FullName, "notify");
        systemd.Bind(new UnixDomainSocketEndPoint(path));
        await using var worker = Start(new KeyValuePair<string, string>("NOTIFY_SOCKET", path));

        Assert.StartsWith("READY=1\n", await NoticeAsync(systemd));
        Assert.Equal(0, await worker.StopAsync());

        Assert.StartsWith("STOPPING=1\n", await NoticeAsync(systemd));
        Assert.DoesNotContain("   at ", worker.Output);
    }

    [Fact]
    public async Task Run_SigtermInTheMiddleOfARequest_FinishesItFirst()
    {
        await using var worker = Start();
        await worker.WaitForOutputAsync("serves http://");
        var port = new Uri(worker.Output.Split("serves ")[1].Split('\n')[0].Trim()).Port;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", port);
        await socket.SendAsync("POST /form/desk HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 14\r\nExpect: 100-continue\r\n\r\n"u8.ToArray());
        var buffer = new byte[4096];
        // The listener asks for the body: from here on the request is in flight.
        Assert.StartsWith("HTTP/1.1 100 ", Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer)));

        worker.Signal(15);
        await worker.WaitForOutputAsync("stopping");
        await socket.SendAsync("{\"message\":\"\"}"u8.ToArray());

        // An empty message is refused by the form, by the book: it was read and judged, not cut off.
        Assert.StartsWith("HTTP/1.1 4", Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer)));
        Assert.Equal(0, await worker.WaitForExitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Run_SecondProcessOnOneSqliteFile_IsRefusedInOneLine()
    {
        await using var worker = Start();
        await worker.WaitForOutputAsync("serves http://");

        await using var second = Start();

        Assert.Equal(1, await second.WaitForExitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains("is in use by another ingestion-worker", Assert.Single(second.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Run_PortTaken_IsOneLine()
    {
        using var taken = new Socket(SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        taken.Listen();
        await using var worker = Start(new KeyValuePair<string, string>("INGESTION:Http:Url", $"http://127.0.0.1:{((System.Net.IPEndPoint)taken.LocalEndPoint!).Port}"));

        Assert.Equal(1, await worker.WaitForExitAsync(TimeSpan.FromMinutes(1)));
        Assert.StartsWith("ingestion-worker: Http:Url: ", Assert.Single(worker.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Run_NobodyReadsTheLog_GoesOnAnswering()
    {
        using var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var url = $"http://127.0.0.1:{((System.Net.IPEndPoint)free.LocalEndPoint!).Port}";
        free.Dispose();
        var start = new ProcessStartInfo(WorkerProcess.Executable, ["run"]) { WorkingDirectory = _folder.FullName, UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var (key, value) in Settings(new("INGESTION:Http:Url", url), new("INGESTION:Logging:LogLevel:Microsoft.AspNetCore", "Trace")))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        using var worker = Process.Start(start)!;
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(30) };
            await Wait.UntilAsync(
                async () =>
                {
                    try
                    {
                        return (await client.GetAsync("/health/ready")).IsSuccessStatusCode;
                    }
                    catch (HttpRequestException)
                    {
                        return false;
                    }
                },
                "the worker is ready");

            // A pipe holds 64 KB and the logger some thousand lines; each request writes several.
            for (var i = 0; i < 1000; i++)
            {
                Assert.True((await client.GetAsync("/form/desk")).IsSuccessStatusCode);
            }
        }
        finally
        {
            worker.Kill();
            await worker.WaitForExitAsync();
        }
    }

    private static Dictionary<string, string> Settings(params KeyValuePair<string, string>[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["INGESTION:Organisation:Name"] = "Test",
            ["INGESTION:Http:Url"] = "http://127.0.0.1:0",
            ["INGESTION:Channels:desk:Connector"] = "form",
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return settings;
    }

    private WorkerProcess Start(params KeyValuePair<string, string>[] more) => WorkerProcess.Start(_folder.FullName, Settings(more), "run");

    private static async Task<string> NoticeAsync(Socket systemd)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[512];
        return Encoding.UTF8.GetString(buffer, 0, await systemd.ReceiveAsync(buffer, limit.Token));
    }
}
