namespace Ingestion.Mail.Mime;

/// <summary>HTML as text for reading.</summary>
internal static class HtmlText
{
    public static string Read(string html, ProblemList problems) => html;
}
