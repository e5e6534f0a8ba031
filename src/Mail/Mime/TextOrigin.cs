namespace Ingestion.Mail.Mime;

/// <summary>What a message's text was made from.</summary>
public enum TextOrigin
{
    None,
    Plain,
    Html,

    /// <summary>Of a forwarded message, because the message around it says nothing itself.</summary>
    Forwarded,
}
