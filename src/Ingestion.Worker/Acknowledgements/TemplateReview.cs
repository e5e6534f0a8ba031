using System.Globalization;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>What an operator wants to know of a template that is not wrong: values that it leaves out, and text messages that cost more than they need. Pure.</summary>
internal static class TemplateReview
{
    /// <summary>Text messages that a template may take with the sample values and without a note: one in letters of the GSM alphabet, two in others.</summary>
    public const int MostSms = 2;

    /// <param name="path">A path of <see cref="TemplatePath.All"/> that is no layout.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="source">The template.</param>
    public static IEnumerable<string> Missing(string path, TextKind kind, string source)
    {
        if (TemplatePath.IsPublic(path))
        {
            yield break;
        }

        var (subject, text) = TemplateRules.Split(path, source);
        if (TemplatePath.HasSubject(path) && !Names(subject, "trackingNumber") && !Names(subject, "trackingDigits"))
        {
            yield return "the subject does not say {{trackingNumber}}: a reply is found by it where the thread is lost";
        }

        if (!Names(text, "trackingNumber") && !Names(text, "trackingDigits"))
        {
            yield return "the text does not say {{trackingNumber}}";
        }

        foreach (var name in Wanted(kind))
        {
            if (!name.Split('|').Any(one => Names(text, one)))
            {
                yield return "the text does not say {{" + name.Replace("|", "}} or {{", StringComparison.Ordinal) + "}}";
            }
        }
    }

    /// <summary>What an SMS takes more than <see cref="MostSms"/>; null when it does not.</summary>
    public static string? Length(int messages) => messages > MostSms ? string.Create(CultureInfo.InvariantCulture, $"takes {messages} text messages, and {MostSms} should do") : null;

    private static string[] Wanted(TextKind kind) => kind switch
    {
        TextKind.Status => ["status", "note", "answerBy|answerByShort"],
        TextKind.Resolution => ["status", "note"],
        _ => ["answerBy|answerByShort"],
    };

    private static bool Names(string text, string name) => text.Contains("{{" + name + "}}", StringComparison.Ordinal);
}
