namespace Channels.Tests.Contracts;

/// <summary>A provider over a network that can be in any mood.</summary>
public abstract class RemoteSenderRig : SenderRig
{
    /// <summary>What the provider says in its refusals; no result may repeat it.</summary>
    public const string ProviderText = "XqZ93 no such user";

    /// <summary>The time that a busy provider names; null where the protocol has none.</summary>
    public abstract TimeSpan? BusyFor { get; }

    /// <summary>The key or password: no result may hold it.</summary>
    public abstract string Secret { get; }

    public abstract Task BeAsync(ProviderMood mood);
}
