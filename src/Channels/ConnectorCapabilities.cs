namespace Ingestion.Channels;

/// <summary>What a connector offers; shown by <c>channels</c> and used to validate settings.</summary>
[Flags]
public enum ConnectorCapabilities
{
    None = 0,

    /// <summary>Polls a provider for messages.</summary>
    Source = 1,

    /// <summary>Takes HTTP requests from a provider, a program or a browser.</summary>
    Receiver = 2,

    /// <summary>Sends messages to customers.</summary>
    Sender = 4,

    /// <summary>The source holds messages from before it was connected: the channel must name a start date.</summary>
    HoldsHistory = 8,
}
