using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Ingestion.Bench.Matching.Cost;
using Ingestion.Bench.Matching.Pipeline;
using Ingestion.Bench.Servers;

namespace Ingestion.Bench.Matching;

/// <summary>Measures how well repeats and clusters are found.</summary>
internal static class MatchingCommand
{
    public static Command Create()
    {
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 2, Description = "Seed 1 is what the weights were chosen on." };
        var streams = new Option<int>("--streams") { DefaultValueFactory = _ => 5_000 };
        var noise = new Option<string[]>("--noise") { AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [], Description = "Tables with a column text: real texts in which the repeats are hidden." };
        var most = new Option<int>("--most-noise") { DefaultValueFactory = _ => 20_000 };
        var misses = new Option<int>("--misses") { Description = "Shows so many wrong pairs." };
        var brute = new Option<bool>("--brute") { Description = "Also compares every message with the whole pool, to count what the keys lose." };
        var sentences = new Option<string?>("--sentences") { Description = "Takes other greetings, requests for news, demands, details and incidents: `fresh`, on which crowds and requests for news were developed, or `unseen`, on which nothing was." };
        sentences.AcceptOnlyFromAmong("fresh", "unseen");
        var store = new Option<string?>("--store") { Description = "Also takes the corpus through the worker itself on such a store." };
        store.AcceptOnlyFromAmong("postgres", "sqlite");
        var repository = new Option<string?>("--repository") { Description = "The project's folder, where it is not this one: for a PostgreSQL server." };
        var folder = new Option<string>("--folder") { DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "iw-replay"), Description = "Where the store stands; its path at most 60 characters." };
        var evaluate = new Command("evaluate", "Writes precision and recall by language and variation.") { seed, streams, noise, most, sentences, misses, brute, store, repository, folder };
        evaluate.SetAction(async parsed =>
        {
            var texts = NoiseTexts.Read(parsed.GetRequiredValue(noise), parsed.GetValue(most), parsed.GetValue(seed));
            var messages = MatchingCorpus.Create(parsed.GetValue(seed), parsed.GetValue(streams), texts, parsed.GetValue(sentences));
            Console.WriteLine(Invariant($"seed {parsed.GetValue(seed)}: {messages.Count} messages of {messages.Select(each => each.Contact).Distinct().Count()} contacts, {texts.Count} of them real texts"));
            Show(messages, banded: true, parsed.GetValue(misses));
            if (parsed.GetValue(brute))
            {
                Show(messages, banded: false, 0);
            }

            if (parsed.GetValue(store) is { } kind)
            {
                await ReplayAsync(messages, kind, parsed.GetValue(repository), parsed.GetRequiredValue(folder));
            }
        });
        var texts = new Option<string[]>("--texts") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "src/Classifier/Texts/*.tsv" };
        var words = new Command("words", "Writes the worker's table of everyday words: src/Ingestion.Worker/Matching/CommonWords.txt.") { texts };
        words.SetAction(parsed => Console.Write(CommonWordsFile.Write(parsed.GetRequiredValue(texts))));
        return new Command("matching", "Measures the matching of messages with complaints.") { evaluate, words, CostCommand.Create() };
    }

    private static async Task ReplayAsync(IReadOnlyList<CorpusMessage> messages, string kind, string? repository, string folder)
    {
        Directory.CreateDirectory(folder);
        var servers = new TestServers(repository ?? ".", folder);
        var server = kind == "postgres" ? servers.StartPostgres() : null;
        var store = new CostStore(server, folder, "replay");
        try
        {
            store.Drop();
            server?.NewDatabase("replay");
            var clock = Stopwatch.StartNew();
            var result = Evaluation.Of(messages, await CorpusReplay.RunAsync(store.Open(), messages));
            Console.WriteLine(Invariant($"\nby the worker on {(server is null ? "SQLite" : "PostgreSQL")}: {clock.Elapsed.TotalMicroseconds / messages.Count:F0} µs a message"));
            ShowTable("repeats of one contact", result.Repeats);
            ShowTable("clusters of many contacts", result.Clusters);
        }
        finally
        {
            store.Drop();
            if (server is not null)
            {
                servers.StopAll();
            }
        }
    }

    private static void Show(IReadOnlyList<CorpusMessage> messages, bool banded, int misses)
    {
        var clock = Stopwatch.StartNew();
        var (result, pool, decided) = Evaluation.Run(messages, banded);
        Console.WriteLine(Invariant($"\n{(banded ? "by keys" : "by brute force")}: {pool.Complaints.Count} complaints, {(double)pool.Looked / messages.Count:F1} candidates of others a message, {clock.Elapsed.TotalMicroseconds / messages.Count:F0} µs a message"));
        ShowTable("repeats of one contact", result.Repeats);
        ShowTable("clusters of many contacts", result.Clusters);
        MatchingMisses.Show(messages, decided, pool, misses);
    }

    private static void ShowTable(string title, IReadOnlyDictionary<string, Tally> rows)
    {
        Console.WriteLine($"\n| {title} | true pairs | precision | recall |\n| --- | ---: | ---: | ---: |");
        foreach (var (name, tally) in rows)
        {
            Console.WriteLine(Invariant($"| {name} | {tally.True} | {tally.Precision:F4} | {tally.Recall:F4} |"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
