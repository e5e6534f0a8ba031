using Ingestion.Classifier;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Corrections;

/// <summary>What a complaint can be said to be, as words of the pool.</summary>
internal sealed class LabelNames(ClassifierSettings settings)
{
    public static IReadOnlyList<string> Kinds { get; } = [.. Enum.GetValues<MessageKind>().Select(kind => kind.Word())];

    /// <summary>The built-in ones.</summary>
    public static IReadOnlyList<string> BuiltInCategories { get; } = [.. Enum.GetValues<Category>().Select(category => category.Word())];

    /// <summary>The operator's own among them.</summary>
    public IReadOnlyList<string> Categories { get; } = [.. BuiltInCategories.Concat(settings.Categories.Keys).Distinct(StringComparer.Ordinal)];

    /// <summary>What is wrong with a name, or null.</summary>
    public string? CategoryFault(string category) => Categories.Contains(category, StringComparer.Ordinal) ? null : $"'{category}' is no category; there are {string.Join(", ", Categories)}";

    /// <inheritdoc cref="CategoryFault"/>
    public static string? KindFault(string kind) => Kinds.Contains(kind, StringComparer.Ordinal) ? null : $"'{kind}' is no kind; there are {string.Join(", ", Kinds)}";
}
