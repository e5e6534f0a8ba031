using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;

namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>Asks the broker for one message, and says what becomes of its lock. Each request goes out once.</summary>
internal sealed class PeekLock(ServiceBusEntity entity, ServiceBusOptions options, TimeProvider time)
{
    /// <summary>Counted when the broker does not say: shorter than the shortest that is usual.</summary>
    private static readonly TimeSpan AssumedLock = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestLock = TimeSpan.FromMinutes(5);

    /// <summary>The next message, or null when none comes within the time.</summary>
    /// <exception cref="ChannelFaultException">The broker or the network says no.</exception>
    public async Task<LockedMessage?> NextAsync(int seconds, CancellationToken cancellationToken)
    {
        using var message = entity.Request(RequestMethod.Post, string.Create(CultureInfo.InvariantCulture, $"messages/head?timeout={seconds}"));
        try
        {
            var response = await entity.SendAsync(message, cancellationToken);
            return response.Status switch
            {
                204 => null,
                200 or 201 => await ReadAsync(response, cancellationToken),
                _ => throw entity.FaultOf(response),
            };
        }
        catch (HttpRequestException fault)
        {
            throw new ChannelFaultException(HttpFaults.CodeOf(fault), "there is no connection to Service Bus, or it broke", fault);
        }
    }

    /// <summary>Completes a message. True also when the broker knows the lock no more: then it will give the message again, or has completed it before.</summary>
    public async Task<bool> CompleteAsync(LockedMessage locked, CancellationToken cancellationToken)
    {
        using var message = entity.Request(RequestMethod.Delete, locked.Lock);
        var response = await entity.SendAsync(message, cancellationToken);
        return response.Status switch
        {
            >= 200 and < 300 or 404 or 410 => true,
            401 or 403 => throw entity.FaultOf(response),
            _ => false,
        };
    }

    /// <summary>Lets others have the message.</summary>
    public async Task UnlockAsync(LockedMessage locked, CancellationToken cancellationToken)
    {
        using var message = entity.Request(RequestMethod.Put, locked.Lock);
        await entity.SendAsync(message, cancellationToken);
    }

    /// <summary>The message with its lock begun anew; null when the lock is lost.</summary>
    public async Task<LockedMessage?> RenewAsync(LockedMessage locked, CancellationToken cancellationToken)
    {
        using var message = entity.Request(RequestMethod.Post, locked.Lock);
        var response = await entity.SendAsync(message, cancellationToken);
        var now = time.GetUtcNow();
        return response.Status is >= 200 and < 300 ? locked with { LockedAt = now, LockedUntil = now + (locked.LockedUntil - locked.LockedAt) } : null;
    }

    private async Task<LockedMessage> ReadAsync(Response response, CancellationToken cancellationToken)
    {
        response.Headers.TryGetValue("BrokerProperties", out var header);
        var properties = BrokerProperties.Read(header);
        var now = time.GetUtcNow();
        var until = LockedUntil(properties, response, now);
        var (body, length, hole) = await BodyAsync(response, cancellationToken);
        var id = IdOf(properties, body);
        var lockUrl = LockOf(response, properties);
        if (hole is not null)
        {
            return new LockedMessage(id, lockUrl, now, until, null, hole);
        }

        var isCut = length > body.Length;
        return new LockedMessage(
            id,
            lockUrl,
            now,
            until,
            new OfferedMessage
            {
                ExternalId = id,
                Raw = body,
                ArrivedAt = properties.EnqueuedAt,
                Context = BrokerContext.Of(properties, response.Headers.ContentType, isCut ? length : null).Write(),
            },
            null)
        {
            IsCut = isCut,
            Deliveries = properties.DeliveryCount ?? 0,
        };
    }

    /// <summary>The bytes up to the limit, how many there are in all as far as is known, and why they are not whole.</summary>
    private async Task<(byte[] Body, long Length, string? Hole)> BodyAsync(Response response, CancellationToken cancellationToken)
    {
        var announced = response.Headers.ContentLengthLong;
        using var body = new MemoryStream();
        try
        {
            if (response.ContentStream is { } stream)
            {
                var piece = new byte[16 * 1024];
                for (var got = 1; got > 0 && body.Length <= options.MaxMessageBytes;)
                {
                    got = await stream.ReadAsync(piece, cancellationToken);
                    body.Write(piece, 0, got);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or RequestFailedException)
        {
            return ([], 0, "truncated");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ([], 0, "timeout");
        }

        var bytes = body.ToArray();
        return bytes.Length > options.MaxMessageBytes ? (bytes[..options.MaxMessageBytes], Math.Max(announced ?? 0, bytes.Length), null)
            : announced > bytes.Length ? ([], 0, "truncated")
            : (bytes, bytes.Length, null);
    }

    /// <summary>
    /// The sequence number, with the time of arrival: a queue that is deleted and made again counts from one. Without both, what the message is.
    /// </summary>
    private static string IdOf(BrokerProperties properties, byte[] body) => properties switch
    {
        { SequenceNumber: { } number, EnqueuedAt: { } at } => string.Create(CultureInfo.InvariantCulture, $"{number}@{at.ToUnixTimeSeconds()}"),
        { SequenceNumber: { } number } => number.ToString(CultureInfo.InvariantCulture),
        _ => $"hash-{Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(properties.MessageId ?? ""), 0, .. body]))}",
    };

    /// <summary>The Location as it came; one that leads elsewhere is not followed, for the login would go there.</summary>
    private Uri LockOf(Response response, BrokerProperties properties)
    {
        var own = entity.Entity.AbsoluteUri;
        if (response.Headers.TryGetValue("Location", out var text)
            && Uri.TryCreate(entity.Endpoint, text, out var location)
            && Uri.Compare(location, entity.Endpoint, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            && location.AbsoluteUri.StartsWith($"{own}/messages/", StringComparison.OrdinalIgnoreCase))
        {
            return location;
        }

        var name = properties.SequenceNumber?.ToString(CultureInfo.InvariantCulture) ?? properties.MessageId ?? "";
        return new Uri($"{own}/messages/{Uri.EscapeDataString(name)}/{Uri.EscapeDataString(properties.LockToken ?? "")}");
    }

    /// <summary>By our clock: what matters is how long the broker's own clock gives.</summary>
    private static DateTimeOffset LockedUntil(BrokerProperties properties, Response response, DateTimeOffset now)
    {
        var left = properties.LockedUntil - (response.Headers.Date ?? now) ?? AssumedLock;
        return now + (left > LongestLock ? LongestLock : left < TimeSpan.Zero ? TimeSpan.Zero : left);
    }
}
