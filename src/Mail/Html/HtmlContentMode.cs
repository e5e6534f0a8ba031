namespace Ingestion.Mail.Html;

/// <summary>How what stands between an element's tags is to be read.</summary>
internal enum HtmlContentMode
{
    /// <summary>Tags and text.</summary>
    Markup,

    /// <summary>Text with character references up to the element's end tag.</summary>
    Text,

    /// <summary>Text as it stands up to the element's end tag.</summary>
    RawText,

    /// <summary>Text as it stands up to the end of everything.</summary>
    PlainText,
}
