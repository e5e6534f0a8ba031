namespace Ingestion.Channels;

/// <summary>A customer's word about automatic messages to the point that they wrote from.</summary>
public enum ConsentChange
{
    /// <summary>"STOP": no automatic message any more, this one is not answered either.</summary>
    Stop,

    /// <summary>"START": automatic messages are welcome again.</summary>
    Start,
}
