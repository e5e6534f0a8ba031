namespace Channels.Tests.Contracts;

/// <summary>An account whose provider can be made to misbehave.</summary>
public abstract class FaultySourceRig : SourceRig
{
    /// <summary>The account's password or token: no message of an exception may hold it.</summary>
    public abstract string Secret { get; }

    /// <summary>The provider goes on listing the message and refuses to give it.</summary>
    public abstract Task MakeUnreadableAsync(string marker);

    /// <summary>From now on the message's bytes end in their middle, with the connection or without.</summary>
    public abstract Task CutShortAsync(string marker);

    /// <summary>The provider refuses our login from now on, also on connections made later.</summary>
    public abstract Task RefuseLoginAsync();

    /// <summary>Nothing listens any more, and open connections are dead.</summary>
    public abstract Task GoDownAsync();

    /// <summary>All faults end.</summary>
    public abstract Task HealAsync();
}
