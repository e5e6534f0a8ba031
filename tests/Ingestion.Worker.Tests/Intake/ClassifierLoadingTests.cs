using Ingestion.Classifier;
using Ingestion.Worker.Intake;
using Ingestion.Worker.Settings;
using Xunit;

namespace Ingestion.Worker.Tests.Intake;

public sealed class ClassifierLoadingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("classifier-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Begin_NothingSet_IsTheBuiltInOne() =>
        Assert.Equal("tr", ClassifierLoading.Begin(new ClassifierSettings()).Classify(new ClassifierInput("Siparişim üç haftadır gelmedi, şikâyetçiyim")).Language);

    [Fact]
    public void Begin_RulesAndCategories_AreUsed()
    {
        var rules = Write("rules.tsv", "points tower\t60\ntower\ten\tmobile mast");
        var answer = ClassifierLoading.Begin(new ClassifierSettings
        {
            PriorityRulesFile = rules,
            Categories = new Dictionary<string, IReadOnlyList<string>> { ["masts"] = ["mast-"] },
        }).Classify(new ClassifierInput("The mobile mast on our roof hums all night, nobody answers."));

        Assert.Equal(("masts", true), (answer.OwnCategory, answer.Reasons.Any(reason => reason.Code == "tower+60 en:mobile mast")));
    }

    [Fact]
    public void Begin_EverythingWrong_NamesEachFault()
    {
        var rules = Write("rules.tsv", "hurry\ten\tnow\ntower\ten\tmast");
        var model = Write("ours.model", "this is no model, whatever its name says");
        var settings = new ClassifierSettings
        {
            ModelFile = model,
            PriorityRulesFile = rules,
            Categories = new Dictionary<string, IReadOnlyList<string>> { ["masts"] = ["mast", "(m)"] },
        };

        var faults = Assert.Throws<SettingsFaultException>(() => ClassifierLoading.Begin(settings)).Faults;
        Assert.Equal(["Classifier:ModelFile", "Classifier:PriorityRulesFile", "Classifier:Categories:masts:1"], faults.Select(fault => fault.Key));
        Assert.Equal($"{model}: this is no classifier model", faults[0].Message);
        Assert.StartsWith($"{rules}, line 2: 'tower' is no cause", faults[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_FilesThatAreNotThere_SaySo()
    {
        var gone = Path.Combine(folder.FullName, "gone");
        var faults = Assert.Throws<SettingsFaultException>(() => ClassifierLoading.Begin(new ClassifierSettings { ModelFile = gone, PriorityRulesFile = gone })).Faults;
        Assert.All(faults, fault => Assert.StartsWith("cannot be read: ", fault.Message, StringComparison.Ordinal));
        Assert.Equal(2, faults.Count);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
