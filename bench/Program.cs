using System.CommandLine;
using Ingestion.Bench;
using Ingestion.Bench.Baselines;
using Ingestion.Bench.Classifying;
using Ingestion.Bench.Corpus;
using Ingestion.Bench.Fuzz;
using Ingestion.Bench.Matching;
using Ingestion.Bench.Readers;
using Ingestion.Bench.Work;

var port = new Option<int>("--port");
var postgres = new Option<string?>("--postgres");
var sqlite = new Option<string?>("--sqlite");
var grouped = new Option<bool>("--grouped");
var endpoint = new Command("endpoint", "The endpoint that the worker's webhook is measured beside.") { port, postgres, sqlite, grouped };
endpoint.SetAction((parsed, stopping) => BaselineEndpoint.RunAsync(
    parsed.GetValue(port), parsed.GetValue(postgres), parsed.GetValue(sqlite), parsed.GetValue(grouped), stopping));

var count = new Option<int>("--count") { DefaultValueFactory = _ => 10_000 };
var to = new Option<string>("--to") { Required = true };
var corpus = new Command("corpus", "Writes the mails that the mailbox runs read.") { count, to };
corpus.SetAction(parsed =>
{
    var sizes = MailCorpus.Write(parsed.GetRequiredValue(to), parsed.GetValue(count)).Select(file => new FileInfo(file).Length).Order().ToArray();
    Console.WriteLine($"{sizes.Length} mails, median {sizes[sizes.Length / 2]} bytes, largest {sizes[^1]}, together {sizes.Sum() / 1_000_000} MB");
});

var user = new Option<string>("--user") { Required = true };
var password = new Option<string>("--password") { Required = true };
var imap = new Command("imap", "Reads a mailbox into memory over one connection.") { port, user, password };
imap.SetAction((parsed, stopping) => ImapReading.RunAsync(
    parsed.GetValue(port), parsed.GetRequiredValue(user), parsed.GetRequiredValue(password), stopping));

var root = new RootCommand("Measures the worker beside plain references, in turns on one machine. Start it by bench/run.sh.") { endpoint, corpus, imap, FuzzCommand.Create(), ReaderCommand.Create(), ReadCommand.Create(), SendCommand.Create(), MeasureCommand.Create(), MatchingCommand.Create(), RowsCommand.Create(), SpeedCommand.Create() };
return await root.Parse(args).InvokeAsync();
