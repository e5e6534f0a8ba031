using System.CommandLine;
using System.Threading.Channels;
using Ingestion.Worker.Acknowledgements;
using Ingestion.Worker.Attachments;
using Ingestion.Worker.Intake;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Settings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ingestion.Worker.Commands;

/// <summary><c>check</c>: would it run? Validates the settings, then really connects everywhere; reads and changes nothing.</summary>
internal static class CheckCommand
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var command = new Command(
            "check",
            "Validate the settings, then connect to the database and every enabled channel as the service would; reads and changes nothing. "
            + "One line each as they finish; each may take 15 seconds. Exit code 0 when all is well, 1 when something does not answer, 3 when the settings are wrong.");
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, options.Load(parsed), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, LoadedSettings settings, CancellationToken cancellationToken)
    {
        // Wrong files of the classifier are wrong settings, and stop the start as such.
        var classifier = ClassifierLoading.Begin(settings.Worker.Classifier);
        await using var channels = ChannelDirectory.Open(settings, NullLoggerFactory.Instance, TimeProvider.System);
        var checks = new List<Check>
        {
            new("database", token => DatabaseCheck.RunAsync(settings.Worker.Database, token)),
            new("classifier", _ => Task.FromResult(ClassifierCheck(classifier, settings.Worker.Classifier))),
            new("templates", _ => Task.FromResult(TemplateCheck(settings.Worker.Acknowledgements))),
            new("attachments", _ => Task.FromResult(AttachmentCheck.Look(AttachmentFolder.Of(settings.Worker), settings.Worker.Attachments.KeepFreeBytes))),
        };
        checks.AddRange(channels.All.Select(channel => new Check($"{channel.Name} ({channel.Connector.Name})", token => TestAsync(channel, token))));

        var done = Channel.CreateUnbounded<CheckLine>();
        var working = Parallel.ForEachAsync(
            checks,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (check, token) => await done.Writer.WriteAsync(await check.RunAsync(Patience, token), token))
            .ContinueWith(work => done.Writer.Complete(work.Exception?.InnerException), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        var failed = await CheckProgress.ShowAsync(terminal, [.. checks.Select(check => check.Name)], done.Reader.ReadAllAsync(cancellationToken));
        await working;
        foreach (var silent in channels.All.Where(channel => channel.Parts.Reader is not null && channels.SenderFor(channel.Name) is null))
        {
            terminal.Out.WriteLine($"note  {silent.Name}: its customers are never answered: as it is set it cannot send, and ReplyThrough names no channel");
        }

        terminal.Out.WriteLine(failed == 0 ? $"all {checks.Count} checks passed" : $"{failed} of {checks.Count} checks failed");
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>What the test does not tell of the credentials' end, the channel may know after it.</summary>
    private static async Task<Ingestion.Channels.ConnectionReport> TestAsync(OpenChannel channel, CancellationToken cancellationToken)
    {
        var report = await channel.Parts.Test.TestAsync(cancellationToken);
        return report with { Credentials = report.Credentials ?? channel.Parts.Credentials() };
    }

    private static Ingestion.Channels.ConnectionReport ClassifierCheck(Ingestion.Classifier.IClassifier classifier, ClassifierSettings settings)
    {
        _ = classifier.Classify(new Ingestion.Classifier.ClassifierInput("check"));
        return new(true, (settings.ModelFile ?? "built-in model") + (settings.PriorityRulesFile is { } rules ? ", with the rules of " + rules : ""));
    }

    private static Ingestion.Channels.ConnectionReport TemplateCheck(AcknowledgementSettings settings)
    {
        try
        {
            _ = new AcknowledgementTemplates(settings.TemplatesFolder);
            return new(true, settings.TemplatesFolder is null ? "built in" : "built in, with those of " + settings.TemplatesFolder);
        }
        catch (TemplateFaultException fault)
        {
            return new(false, fault.Message.ReplaceLineEndings("; "));
        }
    }
}
