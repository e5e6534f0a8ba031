using System.CommandLine;
using System.Globalization;
using Ingestion.Classifier;
using Ingestion.Worker.Complaints;

namespace Ingestion.Worker.Commands;

/// <summary><c>classify</c>: what the classifier makes of a text, and why.</summary>
internal static class ClassifyCommand
{
    public static Command Make(Terminal terminal)
    {
        var text = new Argument<string>("text") { Description = "The text; - reads it from standard input." };
        var language = new Option<string>("--default-language")
        {
            Description = "The channel's language, taken when the text does not tell: tr, az, fa or en.",
            HelpName = "TAG",
            DefaultValueFactory = _ => "en",
        };
        language.AcceptOnlyFromAmong("tr", "az", "fa", "en");
        var model = ClassifierFiles.ModelOption();
        var command = new Command("classify", "Say what a text is: language, kind, category, sentiment, urgency and priority, with confidence and reasons. Takes no settings.") { text, language, model };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var given = parsed.GetRequiredValue(text);
            var read = given == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : given;
            var classifier = ClassifierFiles.Classifier(parsed.GetValue(model));
            Show(terminal, classifier.Classify(new ClassifierInput(read, DefaultLanguage: parsed.GetValue(language)!)));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Terminal terminal, Classification answer)
    {
        string[] Line(string aspect, string word, float? confidence) =>
        [
            aspect,
            word,
            confidence is { } value ? value.ToString("0.00", CultureInfo.InvariantCulture) : "",
            string.Join(", ", answer.Reasons.Where(reason => reason.Aspect == aspect).Select(reason => reason.Code)),
        ];
        TextTable.Write(
            terminal.Out,
            ["", "answer", "confidence", "because of"],
            [
                Line("language", answer.Language, answer.LanguageConfidence),
                Line("kind", answer.Kind.Word(), answer.KindConfidence),
                Line("category", answer.CategoryWord(), answer.CategoryConfidence),
                .. answer.Categories.Skip(1).Select(other => new[] { "", other.Name, other.Score.ToString("0.00", CultureInfo.InvariantCulture), "" }),
                Line("sentiment", answer.Sentiment.Word(), answer.SentimentConfidence),
                Line("urgency", answer.Urgency.Word(), answer.UrgencyConfidence),
                Line("grave", answer.IsGrave ? "yes" : "no", answer.GraveConfidence),
                [
                    "priority",
                    string.Create(CultureInfo.InvariantCulture, $"{answer.Priority.Word()}, {answer.PriorityScore} points"),
                    "",
                    string.Join(", ", answer.Reasons.Where(reason => reason.Aspect == "priority").Select(reason => reason.Code).Prepend(string.Create(CultureInfo.InvariantCulture, $"{answer.TreatedAs.Word()}+{PriorityScale.Start(answer.TreatedAs)}"))),
                ],
            ]);
        if (answer.Reasons.Any(reason => reason.Aspect == "sensitive"))
        {
            terminal.Out.WriteLine("Masked in the pool: " + string.Join(", ", answer.Reasons.Where(reason => reason.Aspect == "sensitive").Select(reason => reason.Code)) + ".");
        }

        if (answer.NeedsReview)
        {
            terminal.Out.WriteLine("A person should look: this is not certain enough.");
        }
    }
}
