namespace Ingestion.Channels;

/// <summary>
/// A channel cannot work now. The message is one line for operators, without secrets and customer text; the host backs off and tries again.
/// </summary>
public sealed class ChannelFaultException : Exception
{
    public ChannelFaultException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>Short and stable: <c>login-refused</c>, <c>certificate-expired</c>, <c>unreachable</c>.</summary>
    public string Code { get; }

    /// <summary>The provider asked to be left alone this long.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>It asked so for one recipient only (<see cref="RateScope"/>): others may be served.</summary>
    public bool OneRecipient { get; init; }

    /// <summary>It is a limit of ours that says so, not the provider: another process, with other settings perhaps, may ask at once.</summary>
    public bool IsOurs { get; init; }

    /// <summary>Trying soon again does harm (a wrong password locks accounts): the host waits minutes.</summary>
    public bool Permanent { get; init; }
}
