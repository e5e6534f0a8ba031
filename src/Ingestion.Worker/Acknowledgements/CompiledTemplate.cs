using HandlebarsDotNet;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>The compiled parts of one acknowledgement; subject and layout only where the medium has them.</summary>
internal sealed class CompiledTemplate(HandlebarsTemplate<object, object>? subject, HandlebarsTemplate<object, object> text, HandlebarsTemplate<object, object>? layout)
{
    public RenderedText Render(AcknowledgementFacts facts, string language)
    {
        var values = TemplateValues.Of(facts, language);
        var rightToLeft = CustomerLanguage.IsRightToLeft(language);
        var marked = text(values).Trim();
        var line = subject is null ? "" : TextMarks.ToText(subject(values).Trim(), rightToLeft);
        return new RenderedText(line, TextMarks.ToText(marked, rightToLeft), layout is null ? null : Document(layout, marked, line, language));
    }

    private static string Document(HandlebarsTemplate<object, object> layout, string marked, string subject, string language) =>
        layout(new Dictionary<string, object?>(4, StringComparer.Ordinal)
        {
            ["body"] = TextMarks.ToHtml(marked),
            ["direction"] = TemplateValues.Direction(language),
            ["language"] = language,
            ["subject"] = subject,
        });
}
