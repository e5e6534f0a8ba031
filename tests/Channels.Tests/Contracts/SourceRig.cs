using Ingestion.Channels;

namespace Channels.Tests.Contracts;

/// <summary>
/// One provider account, empty at first, made for one test. Markers are ASCII letters and digits; they must stand in the part of
/// the raw bytes that is offered even when a message is oversize: in the Subject of a mail.
/// </summary>
public abstract class SourceRig : IAsyncDisposable
{
    /// <summary>Opens the source as a (re)started worker would. The contract disposes it.</summary>
    public abstract IMessageSource Open();

    /// <summary>Puts one message there; when this returns the provider lists it, after all earlier ones.</summary>
    public abstract Task AddAsync(string marker);

    /// <summary>Puts one message there that is larger than the channel takes.</summary>
    public abstract Task AddOversizeAsync(string marker);

    /// <summary>Somebody deletes the (only) message with this marker.</summary>
    public abstract Task RemoveAsync(string marker);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
