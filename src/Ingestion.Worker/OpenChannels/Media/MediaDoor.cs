using System.Net;
using System.Net.Sockets;

namespace Ingestion.Worker.OpenChannels.Media;

/// <summary>
/// Opens connections: asks for the name's addresses once, judges them, and connects to one that was judged. Between judging and connecting no
/// name is asked again, so that an answer which changes changes nothing.
/// </summary>
/// <param name="rules">Which addresses may be visited.</param>
/// <param name="resolve">Addresses of a name.</param>
internal sealed class MediaDoor(MediaRules rules, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    private const int MostAddresses = 6;
    private static readonly TimeSpan OneAddressWithin = TimeSpan.FromSeconds(5);

    /// <exception cref="AddressRefusedException">None of the addresses may be visited.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await AddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        for (var i = 0; ; i++)
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(addresses[i], context.DnsEndPoint.Port), cancellationToken);
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException && i + 1 < addresses.Count && !cancellationToken.IsCancellationRequested)
            {
                // The next one may answer.
            }
        }
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint place, CancellationToken cancellationToken)
    {
        var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(OneAddressWithin);
            await socket.ConnectAsync(place, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<List<IPAddress>> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        // A literal is judged as it is; .NET has brought its spelling (hexadecimal, octal, one number) into the usual one before.
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        var allowed = found.Where(rules.MayVisit).Select(address => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).Take(MostAddresses).ToList();
        return allowed.Count > 0 ? allowed : found.Length > 0 ? throw new AddressRefusedException() : throw new SocketException((int)SocketError.HostNotFound);
    }
}
