using System.CommandLine;
using Ingestion.Bench.Report;

namespace Ingestion.Bench.Work;

/// <summary>`reader`: the reader's row alone, without servers.</summary>
internal static class ReaderCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--to") { Required = true, Description = "Where the mails are written." };
        var script = new Option<string?>("--script") { Description = "bench/node/read-files.mjs; without it mailparser is left out." };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 4 };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
        var command = new Command("reader", "Measures the MIME reader beside mailparser.") { folder, script, seconds, rounds };
        command.SetAction(async parsed =>
        {
            var work = new ReaderWork(parsed.GetRequiredValue(folder), parsed.GetValue(script) ?? "", TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            if (parsed.GetValue(script) is null)
            {
                work.Read();
                return;
            }

            await work.RunAsync(new Results(), parsed.GetValue(rounds));
        });
        return command;
    }
}
