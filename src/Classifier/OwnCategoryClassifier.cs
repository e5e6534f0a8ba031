using Ingestion.Classifier.Features;
using Ingestion.Classifier.Models;

namespace Ingestion.Classifier;

/// <summary>Puts an operator's categories before those of another classifier; what that one found stays among the scores.</summary>
public sealed class OwnCategoryClassifier(IClassifier inner, OwnCategories categories) : IClassifier
{
    private const int Most = 3;

    /// <inheritdoc/>
    public Classification Classify(ClassifierInput input)
    {
        var answer = inner.Classify(input);
        return Find(input) is ({ Score: > 0 } own, { } reason) ? Chosen(answer, own, reason) : answer;
    }

    private static Classification Chosen(Classification answer, CategoryScore own, ClassificationReason reason)
    {
        var builtIn = Lanes.Category.IndexOf(own.Name);
        return answer with
        {
            Category = builtIn < 0 ? Category.Other : (Category)builtIn,
            OwnCategory = builtIn < 0 ? own.Name : null,
            CategoryConfidence = own.Score,
            Categories = [.. answer.Categories.Where(score => score.Name != own.Name).Prepend(own).Take(Most)],
            Reasons = [.. answer.Reasons.Where(before => before.Aspect != reason.Aspect), reason],
        };
    }

    private (CategoryScore Score, ClassificationReason? Reason) Find(ClassifierInput input)
    {
        var subject = input.Subject.AsSpan(0, Math.Min(input.Subject?.Length ?? 0, TextReading.MaxCharacters));
        var text = input.Text.AsSpan(0, Math.Min(input.Text?.Length ?? 0, TextReading.MaxCharacters - subject.Length));
        var symbols = FeatureScratch.Current.ReserveSymbols(subject.Length + text.Length + 3);
        var signs = default(TextSigns);
        symbols[0] = Symbols.Space;
        var length = TextFolding.Append(subject, symbols, 1, ref signs);
        length = TextFolding.Append(text, symbols, length, ref signs);
        var found = categories.Find(symbols[..length]);
        symbols[..length].Clear();
        return found;
    }
}
