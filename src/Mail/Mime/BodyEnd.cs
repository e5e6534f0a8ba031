namespace Ingestion.Mail.Mime;

/// <summary>How the decoding of a body ended.</summary>
public enum BodyEnd
{
    /// <summary>All of it was written.</summary>
    Whole,

    /// <summary>There was more than the limit allows; what was written is its beginning.</summary>
    CutAtLimit,

    /// <summary>All that could be read was written, but the encoding was broken: foreign characters, an end in the middle.</summary>
    DamagedEncoding,

    /// <summary>The declared encoding is none that is known: the bytes were written as they were transferred.</summary>
    UnknownEncoding,
}
