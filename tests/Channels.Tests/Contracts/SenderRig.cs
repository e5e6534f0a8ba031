using Ingestion.Channels;

namespace Channels.Tests.Contracts;

/// <summary>A provider, and a sender connected to it.</summary>
public abstract class SenderRig : IAsyncDisposable
{
    /// <summary>Opens the sender; the contract disposes it.</summary>
    public abstract IMessageSender Open();

    /// <summary>A point that the sender can reach.</summary>
    public abstract ContactPoint Reachable { get; }

    /// <summary>Points that it cannot.</summary>
    public abstract IReadOnlyList<ContactPoint> Unreachable { get; }

    /// <summary>The conversation to answer in, where messages have one.</summary>
    public virtual string? ConversationId => null;

    /// <summary>What may be said publicly, for senders that answer public posts.</summary>
    public virtual string? PublicText => null;

    /// <summary>The provider's id of the message that is answered, where senders need one.</summary>
    public virtual string? InReplyTo => null;

    /// <summary>A stable id as the host makes them for this medium.</summary>
    public virtual string StableId(string word) => $"ack-{word}@worker.example";

    /// <summary>Everything that arrived at the provider, each with all its bytes as text, in order.</summary>
    public abstract Task<IReadOnlyList<string>> ArrivedAsync();

    /// <summary>What stands for a stable id in what arrives: the same for equal ids, never for others.</summary>
    public abstract string Mark(string stableId);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
