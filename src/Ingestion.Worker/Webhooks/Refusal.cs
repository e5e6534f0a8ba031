using System.Text;
using Microsoft.AspNetCore.Http;

namespace Ingestion.Worker.Webhooks;

/// <summary>One of the listener's own answers to a request that it does not take, made once.</summary>
internal sealed class Refusal
{
    public static readonly Refusal NoSuchChannel = new(StatusCodes.Status404NotFound, "no-such-channel");
    public static readonly Refusal WrongMethod = new(StatusCodes.Status405MethodNotAllowed, "wrong-method");
    public static readonly Refusal Encoded = new(StatusCodes.Status415UnsupportedMediaType, "content-encoding");
    public static readonly Refusal WrongMediaType = new(StatusCodes.Status415UnsupportedMediaType, "media-type");
    public static readonly Refusal TooLarge = new(StatusCodes.Status413PayloadTooLarge, "too-large");
    public static readonly Refusal TooManyReceipts = new(StatusCodes.Status413PayloadTooLarge, "too-many-receipts");
    public static readonly Refusal TooSlow = new(StatusCodes.Status408RequestTimeout, "too-slow") { Closes = true };
    public static readonly Refusal Truncated = new(StatusCodes.Status400BadRequest, "truncated") { Closes = true };
    public static readonly Refusal CallerGone = new(StatusCodes.Status400BadRequest, "caller-gone") { Closes = true };
    public static readonly Refusal TooOften = new(StatusCodes.Status429TooManyRequests, "too-often") { Returns = true };
    public static readonly Refusal TooMany = new(StatusCodes.Status503ServiceUnavailable, "too-many-at-once") { Returns = true };
    public static readonly Refusal NoMemory = new(StatusCodes.Status503ServiceUnavailable, "too-many-bytes-at-once") { Returns = true };
    public static readonly Refusal BacklogFull = new(StatusCodes.Status503ServiceUnavailable, "backlog-full") { Returns = true };
    public static readonly Refusal Stopping = new(StatusCodes.Status503ServiceUnavailable, "stopping") { Returns = true, Closes = true };
    public static readonly Refusal StoreDown = new(StatusCodes.Status503ServiceUnavailable, "store-unavailable") { Returns = true };
    public static readonly Refusal ReceiverNotReady = new(StatusCodes.Status503ServiceUnavailable, "receiver-not-ready") { Returns = true };
    public static readonly Refusal ReceiverFault = new(StatusCodes.Status500InternalServerError, "receiver-fault");

    private Refusal(int status, string reason)
    {
        Status = status;
        Reason = reason;
        Body = Encoding.ASCII.GetBytes(reason + "\n");
    }

    public int Status { get; }

    /// <summary>Short and stable; also the plain text that the caller gets.</summary>
    public string Reason { get; }

    public byte[] Body { get; }

    /// <summary>The caller is told when to come again.</summary>
    public bool Returns { get; private init; }

    /// <summary>The connection is of no further use.</summary>
    public bool Closes { get; private init; }
}
