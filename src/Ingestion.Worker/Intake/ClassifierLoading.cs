using System.Globalization;
using Ingestion.Channels;
using Ingestion.Classifier;
using Ingestion.Classifier.Models;
using Ingestion.Classifier.Rules;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Intake;

/// <summary>Puts the classifier together from what is built in and what an operator adds.</summary>
internal static class ClassifierLoading
{
    /// <summary>
    /// Reads an operator's files at once, so that a fault stops the start; the built-in model is read beside it, and only the first text waits for it.
    /// </summary>
    /// <exception cref="SettingsFaultException">A file cannot be used: each fault with its key.</exception>
    public static IClassifier Begin(ClassifierSettings settings)
    {
        var faults = new List<SettingFault>();
        var model = ReadModel(settings.ModelFile, faults);
        var rules = ReadRules(settings.PriorityRulesFile, faults);
        var categories = ReadCategories(settings.Categories, faults);
        if (faults.Count > 0)
        {
            throw new SettingsFaultException(faults);
        }

        return new LoadingClassifier(Task.Run<IClassifier>(() =>
        {
            var classifier = new TextClassifier(model ?? ClassifierModel.Embedded, rules);
            return categories is null ? classifier : new OwnCategoryClassifier(classifier, categories);
        }));
    }

    private static ClassifierModel? ReadModel(string? file, List<SettingFault> faults) => Read("Classifier:ModelFile", file, faults, path =>
    {
        using var stream = File.OpenRead(path);
        return ClassifierModel.Read(stream);
    });

    private static PriorityRules? ReadRules(string? file, List<SettingFault> faults) => Read("Classifier:PriorityRulesFile", file, faults, path =>
    {
        using var text = File.OpenText(path);
        return PriorityRules.Extended(text, path);
    });

    private static T? Read<T>(string key, string? file, List<SettingFault> faults, Func<string, T> read)
        where T : class
    {
        if (string.IsNullOrEmpty(file))
        {
            return null;
        }

        try
        {
            return read(file);
        }
        catch (InvalidDataException fault)
        {
            faults.AddRange(fault.Message.Split('\n').Select(line => new SettingFault(key, line.StartsWith(file, StringComparison.Ordinal) ? line : $"{file}: {line}")));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            faults.Add(new SettingFault(key, $"cannot be read: {fault.Message}"));
        }

        return null;
    }

    private static OwnCategories? ReadCategories(IReadOnlyDictionary<string, IReadOnlyList<string>> words, List<SettingFault> faults)
    {
        var wrong = new List<(string Name, int? Word, string Message)>();
        var read = OwnCategories.Read(words, wrong);
        faults.AddRange(wrong.Select(fault => new SettingFault(
            "Classifier:Categories:" + fault.Name + (fault.Word is { } word ? string.Create(CultureInfo.InvariantCulture, $":{word}") : ""), fault.Message)));
        return read;
    }
}
