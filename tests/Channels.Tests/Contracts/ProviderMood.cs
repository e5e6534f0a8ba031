namespace Channels.Tests.Contracts;

/// <summary>How a provider treats the next messages that we send.</summary>
public enum ProviderMood
{
    /// <summary>Takes them.</summary>
    Takes,

    /// <summary>Never for this recipient, said in words that hold <see cref="RemoteSenderRig.ProviderText"/>.</summary>
    RefusesRecipient,

    /// <summary>Not now, said with the provider's own words; names a time where <see cref="RemoteSenderRig.BusyFor"/> is set.</summary>
    Busy,

    /// <summary>Our login or key is refused.</summary>
    RefusesLogin,

    /// <summary>Takes the message and drops the connection before it says so.</summary>
    LosesReply,

    /// <summary>Takes the message and never says so.</summary>
    NeverReplies,

    /// <summary>Nothing listens.</summary>
    Down,
}
