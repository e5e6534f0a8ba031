using System.CommandLine;

namespace Ingestion.Bench.Fuzz;

/// <summary>`fuzz`: what bench/fuzz.sh calls.</summary>
internal static class FuzzCommand
{
    public static Command Create()
    {
        var samples = new Option<string>("--samples") { Required = true, Description = "The folder of *.eml files that are damaged." };
        var cases = new Option<long>("--cases") { DefaultValueFactory = _ => 1_000_000 };
        var from = new Option<long>("--from") { Description = "The first case; where an ended run is taken up again." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => Random.Shared.Next() };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount };
        var write = new Option<string?>("--write") { Description = "Writes the case --from to this file and ends." };
        var command = new Command("fuzz", "Reads damaged mails.") { samples, cases, from, seed, threads, write };
        command.SetAction(parsed =>
        {
            var run = new FuzzRun(parsed.GetRequiredValue(samples), parsed.GetValue(seed));
            if (parsed.GetValue(write) is { } file)
            {
                File.WriteAllBytes(file, run.Make(parsed.GetValue(from)));
                return 0;
            }

            return run.Run(parsed.GetValue(from), parsed.GetValue(cases), parsed.GetValue(threads));
        });
        return command;
    }
}
