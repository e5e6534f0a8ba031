namespace Ingestion.Channels;

public enum RepeatSafety
{
    /// <summary>The receiver drops repeats by <see cref="OutboundMessage.StableId"/> (a file name, an idempotency key).</summary>
    Idempotent,

    /// <summary>A repeat reaches the customer but carries the same id, so that mail programs may fold it (SMTP): repeated once.</summary>
    Tolerable,

    /// <summary>A repeat is a second message to the customer (SMS): never repeated by itself.</summary>
    Harmful,

    /// <summary>As harmful, but the provider can be asked first: repeated only when <see cref="IMessageSender.FindAsync"/> says that it is not there.</summary>
    Searchable,
}
