namespace Ingestion.Mail.Html;

/// <summary>How an element stands among others.</summary>
internal enum HtmlShape
{
    /// <summary>Its tags mean nothing to us; its content does.</summary>
    Transparent,

    /// <summary>The same, but what it holds stands in lines of its own.</summary>
    Edge,

    /// <summary>Part of a line.</summary>
    Inline,

    /// <summary>A link: part of a line, never inside itself.</summary>
    Link,

    /// <summary>Has no content: an image, a line break.</summary>
    Void,

    /// <summary>Has no content and ends a paragraph.</summary>
    Rule,
    Block,
    Paragraph,
    Heading,
    List,
    ListEntry,
    Term,
    Table,
    Caption,
    Columns,
    Column,
    RowGroup,
    Row,
    Cell,

    /// <summary><c>html</c> and <c>body</c>: may come anywhere where mails were put into mails, and end with what they stand in.</summary>
    Page,

    /// <summary>Not shown, with all that is in it.</summary>
    Hidden,

    /// <summary>Not shown either, and ended by elements that cannot stand in it.</summary>
    Foreign,
}
