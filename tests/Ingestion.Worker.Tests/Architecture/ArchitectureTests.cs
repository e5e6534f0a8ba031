using Ingestion.Worker.Storage;
using Xunit;

namespace Ingestion.Worker.Tests.Architecture;

public sealed class ArchitectureTests
{
    [Fact]
    public void Dump()
    {
        using var worker = new CompiledAssembly(typeof(Database));
        foreach (var g in worker.Uses().Where(u => u.ToAssembly == "ingestion-worker" || u.ToAssembly.StartsWith("Ingestion", StringComparison.Ordinal) ).GroupBy(u => (u.FromNamespace, u.ToAssembly, u.ToNamespace)).OrderBy(g => g.Key.ToString()))
        {
            Console.Error.WriteLine($"{g.Key}: {string.Join(", ", g.Select(u => u.From.Split('.')[^1] + ">" + u.To).Take(8))}");
        }
        Console.Error.WriteLine(string.Join(" ", worker.References));
        foreach (var t in (Type[])[typeof(Ingestion.Channels.IConnector), typeof(Ingestion.Classifier.IClassifier)])
        {
            using var a = new CompiledAssembly(t);
            Console.Error.WriteLine(t + ": " + string.Join(" ", a.References));
            foreach (var g in a.Uses().Where(u => !u.ToAssembly.StartsWith("System", StringComparison.Ordinal)).GroupBy(u => (u.FromNamespace, u.ToAssembly, u.ToNamespace)).OrderBy(g => g.Key.ToString()))
            {
                Console.Error.WriteLine($"{g.Key}: {string.Join(", ", g.Select(u => u.From.Split('.')[^1] + ">" + u.To).Take(5))}");
            }
        }
    }
}
