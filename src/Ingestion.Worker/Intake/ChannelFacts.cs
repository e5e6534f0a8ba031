using Ingestion.Channels;
using Ingestion.Worker.Intake.Machines;

namespace Ingestion.Worker.Intake;

/// <summary>What the intake knows of the channel that a message came by.</summary>
internal sealed record ChannelFacts
{
    public required string Name { get; init; }

    public required string DefaultLanguage { get; init; }

    /// <summary>Messages that arrived earlier are recorded and never answered.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>Makes sense of the channel's bytes; null when the channel is no longer in the settings.</summary>
    public IMessageReader? Reader { get; init; }

    /// <summary>The channel's own time for answers; null: as for all.</summary>
    public TimeSpan? AnswerWithin { get; init; }

    /// <summary>The channel's own time for acknowledgements; null: as for all.</summary>
    public TimeSpan? AcknowledgeWithin { get; init; }

    /// <summary>The channel that carries answers, or null when nothing does.</summary>
    public string? ReplyChannel { get; init; }

    /// <summary>The points of all our channels.</summary>
    public OwnPoints Own { get; init; } = OwnPoints.None;

    /// <summary>Whether the reply channel reaches a point.</summary>
    public Func<ContactPoint, bool> Reaches { get; init; } = _ => false;
}
