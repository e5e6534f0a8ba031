using System.Globalization;
using Ingestion.Classifier.Models;
using Ingestion.Classifier.Training;
using Spectre.Console;

namespace Ingestion.Worker.Commands;

/// <summary>Shows how far a training is: a bar on a terminal, else one line for each stage.</summary>
internal static class TrainingBar
{
    public static async Task<ClassifierModel> ShowAsync(Terminal terminal, Func<Action<TrainingProgress>, ClassifierModel> train)
    {
        if (terminal.IsInteractive)
        {
            return await AnsiConsole.Progress().StartAsync(context =>
            {
                var task = context.AddTask("training", maxValue: 1);
                return Task.Run(() => train(progress =>
                {
                    task.Description = progress.Stage;
                    task.Value = progress.Part;
                }));
            });
        }

        var stage = "";
        return train(progress =>
        {
            if (Interlocked.Exchange(ref stage, progress.Stage) != progress.Stage)
            {
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{progress.Part,4:P0} {progress.Stage}"));
            }
        });
    }
}
