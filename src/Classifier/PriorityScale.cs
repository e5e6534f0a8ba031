namespace Ingestion.Classifier;

/// <summary>What the points of a priority mean.</summary>
public static class PriorityScale
{
    /// <summary>More do not count.</summary>
    public const int Most = 200;

    /// <summary>From these points on a message is normal, high, urgent.</summary>
    public const int Normal = 25;

    /// <inheritdoc cref="Normal"/>
    public const int High = 50;

    /// <inheritdoc cref="Normal"/>
    public const int Urgent = 80;

    public static Priority Of(int points) => points switch
    {
        >= Urgent => Priority.Urgent,
        >= High => Priority.High,
        >= Normal => Priority.Normal,
        _ => Priority.Low,
    };

    /// <summary>The fewest points of a priority.</summary>
    public static int Least(Priority priority) => priority switch
    {
        Priority.Urgent => Urgent,
        Priority.High => High,
        Priority.Normal => Normal,
        _ => 0,
    };

    /// <summary>What a message has before anything raises it.</summary>
    public static int Start(MessageKind kind) => kind switch
    {
        MessageKind.Complaint => 30,
        MessageKind.Question => 25,
        MessageKind.Suggestion or MessageKind.Praise => 20,
        _ => 0,
    };
}
