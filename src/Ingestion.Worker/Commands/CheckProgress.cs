using Spectre.Console;

namespace Ingestion.Worker.Commands;

/// <summary>Shows checks as they finish, and on a terminal which ones are still awaited.</summary>
internal static class CheckProgress
{
    /// <summary>Returns how many failed.</summary>
    public static async Task<int> ShowAsync(Terminal terminal, IReadOnlyList<string> names, IAsyncEnumerable<CheckLine> lines)
    {
        if (terminal.IsInteractive)
        {
            return await DrawAsync(names, lines);
        }

        terminal.Out.WriteLine($"checking {string.Join(", ", names)}");
        var failed = 0;
        await foreach (var line in lines)
        {
            terminal.Out.WriteLine(line);
            failed += line.Passed ? 0 : 1;
        }

        return failed;
    }

    private static async Task<int> DrawAsync(IReadOnlyList<string> names, IAsyncEnumerable<CheckLine> lines)
    {
        var awaited = names.ToList();
        var failed = 0;
        await AnsiConsole.Status().StartAsync(Awaiting(awaited), async context =>
        {
            await foreach (var line in lines)
            {
                AnsiConsole.MarkupLineInterpolated(System.Globalization.CultureInfo.InvariantCulture, $"[{(line.Passed ? "green" : "red")}]{line.ToString()[..4]}[/]{line.ToString()[4..]}");
                failed += line.Passed ? 0 : 1;
                awaited.Remove(line.Name);
                context.Status(Awaiting(awaited));
            }
        });
        return failed;
    }

    private static string Awaiting(List<string> names) => Markup.Escape(names.Count == 0 ? "done" : "waiting for " + string.Join(", ", names));
}
