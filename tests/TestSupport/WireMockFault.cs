namespace TestSupport;

/// <summary>How WireMock breaks a connection instead of answering.</summary>
public enum WireMockFault
{
    /// <summary>Closes it without a byte.</summary>
    EmptyResponse,

    /// <summary>Resets it (TCP RST) after the request was read.</summary>
    ConnectionResetByPeer,

    /// <summary>Sends status 200 and headers, then garbage in place of a chunk, and closes it.</summary>
    MalformedResponseChunk,

    /// <summary>Sends garbage instead of HTTP and closes it.</summary>
    RandomDataThenClose,
}
