namespace Ingestion.Channels.Chat.Webhook;

/// <summary>What a body is, before its fields are read.</summary>
internal enum EventKind
{
    /// <summary><c>message.created</c> with a data object.</summary>
    Message,

    /// <summary>A well-formed event of another type.</summary>
    OtherEvent,

    /// <summary>Not one JSON object, or nested too deep.</summary>
    Broken,

    /// <summary>Names its type or data twice: parsers would differ on what was meant.</summary>
    DuplicateKey,

    TypeMissing,

    DataMissing,
}
