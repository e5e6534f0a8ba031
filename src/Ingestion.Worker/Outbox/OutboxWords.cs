using Ingestion.Channels;
using Ingestion.Classifier;

namespace Ingestion.Worker.Outbox;

/// <summary>Words of the outbox table.</summary>
internal static class OutboxWords
{
    public const string Acknowledgement = "ack";

    /// <summary>Stands in for an acknowledgement, on another way to the same customer.</summary>
    public const string Fallback = "fallback";

    /// <summary>Tells a customer who came with the same matter again that it is registered.</summary>
    public const string Repeat = "repeat";

    /// <summary>Tells a customer who asked how far the matter is.</summary>
    public const string Status = "status";

    /// <summary>Tells a customer, unasked, that the matter went on.</summary>
    public const string Update = "update";

    public const string Waiting = "waiting";

    /// <summary>Held back until an operator or a rule releases it; its reason says why.</summary>
    public const string Held = "held";

    public const string Sent = "sent";

    /// <summary>The provider refused it for good.</summary>
    public const string Refused = "refused";

    /// <summary>It may have arrived; nobody repeats it by itself.</summary>
    public const string Uncertain = "uncertain";

    /// <summary>The provider took it and told later that it will not arrive.</summary>
    public const string Undelivered = "undelivered";

    /// <summary>Given up: attempts or time ran out.</summary>
    public const string Failed = "failed";

    /// <summary>Not sent, because the recipient wants nothing any more or what it answers was erased.</summary>
    public const string Suppressed = "suppressed";

    /// <summary>Why one of two that say the same is not sent: the other has left.</summary>
    public const string AnsweredElsewhere = "answered-elsewhere";

    /// <summary>An operator decided that it is not to be sent.</summary>
    public const string Discarded = "discarded";

    public static string Word(Medium medium) => medium switch
    {
        Medium.Email => "email",
        Medium.Sms => "sms",
        Medium.Chat => "chat",
        Medium.Form => "form",
        Medium.Social => "social",
        _ => throw new ArgumentOutOfRangeException(nameof(medium)),
    };

    public static Medium MediumOf(string word) => Enum.Parse<Medium>(word, ignoreCase: true);

    public static MessageKind KindOf(string word) => Enum.Parse<MessageKind>(word, ignoreCase: true);
}
