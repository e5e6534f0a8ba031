namespace Ingestion.Mail.Html;

internal enum HtmlTokenKind
{
    /// <summary>Nothing is left.</summary>
    End,
    Text,
    StartTag,
    EndTag,
}
