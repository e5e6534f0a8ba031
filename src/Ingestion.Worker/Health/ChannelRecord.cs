using Ingestion.Channels;
using Ingestion.Worker.Operations;

namespace Ingestion.Worker.Health;

/// <summary>What is known of how a channel works, as the store remembers it over all processes.</summary>
internal sealed record ChannelRecord
{
    public string Channel { get; init; } = "";

    /// <summary>When a worker first opened it.</summary>
    public DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>When a worker last opened it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The end of the last poll that went well.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>Short and stable: <c>login-refused</c>.</summary>
    public string? LastError { get; init; }

    /// <summary>Polls that failed since the last one that went well.</summary>
    public int Failures { get; init; }

    /// <summary>The next poll comes then.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>When the last new message came in.</summary>
    public DateTimeOffset? LastMessageAt { get; init; }

    public DateTimeOffset? LastSentAt { get; init; }

    public DateTimeOffset? SendErrorAt { get; init; }

    /// <summary>Why the last sendings failed of which none got through.</summary>
    public string? SendError { get; init; }

    /// <summary>How often in a row that was.</summary>
    public int SendFailures { get; init; }

    public DateTimeOffset? SendPausedUntil { get; init; }

    /// <summary>See <see cref="Credentials"/>.</summary>
    public DateTimeOffset? CredentialsExpireAt { get; init; }

    /// <inheritdoc cref="CredentialsExpireAt"/>
    public string? CredentialsRenewedBy { get; init; }

    /// <summary>How long those in use last, as far as is known.</summary>
    public CredentialLife? Credentials
    {
        get => CredentialWords.Life(CredentialsExpireAt, CredentialsRenewedBy);
        init => (CredentialsExpireAt, CredentialsRenewedBy) = (value?.EndsAt, CredentialWords.RenewedBy(value));
    }

    /// <summary>With what this process has seen itself since the record was written.</summary>
    public ChannelRecord With(PulseReading pulse)
    {
        var record = this with { LastMessageAt = Later(LastMessageAt, pulse.LastMessageAt) };
        if (pulse.IsPolling)
        {
            record = record with
            {
                LastSuccessAt = Later(LastSuccessAt, pulse.LastSuccessAt),
                LastErrorAt = Later(LastErrorAt, pulse.LastErrorAt),
                LastError = pulse.LastError ?? LastError,
                Failures = pulse.Failures,
                PausedUntil = pulse.PausedUntil,
            };
        }

        return !pulse.HasSent ? record : record with
        {
            LastSentAt = Later(LastSentAt, pulse.LastSentAt),
            SendErrorAt = Later(SendErrorAt, pulse.SendErrorAt),
            SendError = pulse.SendError ?? SendError,
            SendFailures = pulse.SendFailures,
            SendPausedUntil = pulse.SendPausedUntil,
        };
    }

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right ?? left : left;
}
