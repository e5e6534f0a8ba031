using System.Net;
using System.Net.Sockets;

namespace Ingestion.Bench.Worker;

/// <summary>
/// Takes connections and never says a word. Answers sent here stay in the outbox and cost nothing: with it a run measures the way into the
/// outbox alone.
/// </summary>
internal sealed class SilentListener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SilentListener() => _listener.Start(1000);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();
}
