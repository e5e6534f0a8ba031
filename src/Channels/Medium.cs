namespace Ingestion.Channels;

/// <summary>How customers write on a channel: chooses the acknowledgement's template.</summary>
public enum Medium
{
    Email,
    Sms,
    Chat,
    Form,
    Social,
}
