using System.Globalization;
using Ingestion.Channels;
using Ingestion.Classifier.Sensitive;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Inbox;

namespace Ingestion.Worker.Demo;

/// <summary>Tells what happens, a few lines for each sample.</summary>
internal sealed class DemoScreen(Terminal terminal, DemoInstallation installation)
{
    private const string Margin = "                 ";

    private readonly int width = terminal.IsInteractive ? Math.Clamp(Console.WindowWidth, 80, 120) : 80;
    private string wrote = "";

    public void Begin(string url)
    {
        terminal.Out.WriteLine($"Ingestion Worker serves {url} with everything it keeps in {installation.Folder}");
        terminal.Out.WriteLine("Customers write now; each line below is a real message through a real entrance.");
        terminal.Out.WriteLine();
    }

    public void Sent(int place, DemoSample sample)
    {
        wrote = SensitiveNumbers.Mask(sample.Text)!;
        terminal.Out.Write(string.Create(CultureInfo.InvariantCulture, $"{place,3}. {sample.Entrance,-8} {sample.Language}  {sample.Title} ... "));
    }

    public void Became(DemoResult result, DemoAnswer? arrived, TimeSpan took)
    {
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s"));
        Show("wrote:", wrote);
        Show("->", Story(result));
        if (arrived is not null)
        {
            var billed = arrived.Segments is { } segments ? string.Create(CultureInfo.InvariantCulture, $", {segments} SMS") : "";
            Show("->", $"{(result.Outcome == "command" ? "told" : "acknowledged")}: {arrived.Way}{billed}{(arrived.IsPublic ? ", without the number" : "")}{(result.Delivery is { } far ? ", " + far : "")}");
            Show("answer:", arrived.Text);
        }
        else if (Answer(result) is { } answer)
        {
            Show("->", answer);
        }
    }

    public void End(string url, bool goesOn)
    {
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"Mail answers:   {installation.Outgoing}");
        terminal.Out.WriteLine($"Chat answers:   {installation.ChatAnswers}");
        terminal.Out.WriteLine($"The pool:       {Path.Combine(installation.Folder, "pool.db")} (SQLite)");
        terminal.Out.WriteLine($"Write yourself: {url.TrimEnd('/')}/form/{DemoInstallation.FormChannel}?lang=tr (az, fa, en)");
        terminal.Out.WriteLine($"                or put a mail into {Path.Combine(installation.Maildir, "new")}");
        terminal.Out.WriteLine($"More channels:  {string.Join(", ", ConnectorCatalog.All.Select(connector => connector.Name))}; what each is: channels --connectors");
        if (goesOn)
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine("Serving until Ctrl-C.");
        }
    }

    /// <summary>Broken between words, so that it fits on a screen.</summary>
    private void Show(string label, string text)
    {
        var line = $"              {label} ";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + word.Length >= width && line.Length > Margin.Length)
            {
                terminal.Out.WriteLine(line.TrimEnd());
                line = Margin;
            }

            line += word + " ";
        }

        if (text.Length > 0)
        {
            terminal.Out.WriteLine(line.TrimEnd());
        }
    }

    private static string Story(DemoResult result)
    {
        var number = result.TrackingNumber is { } digits && TrackingNumber.TryParse(digits, out var parsed) ? parsed.Format() : null;
        return result.Outcome switch
        {
            null => "not decided in time",
            _ when result.Offers > 1 => $"seen before: counted, nothing opened; it stays complaint {number}",
            "complaint" => $"{result.Kind} {number}: {result.Category}, priority {result.Priority}, language {result.Language}{(result.NeedsReview ? ", needs review" : "")}{Because(result, "conversation")}",
            "follow-up" => $"joins complaint {number}{Because(result, "conversation")}",
            "repeat-contact" => $"the same matter as complaint {number}: nothing opened{Because(result, "matching")}",
            "duplicate" => $"duplicate of complaint {number}: recorded, nothing opened{Because(result, "duplicate")}",
            "machine-mail" => $"machine mail: recorded, nothing opened{Because(result, "machine-mail")}",
            "command" when Because(result, "status-question").Length > 0 => $"asks how far complaint {number} is: nothing opened{(result.StableId is null ? ", not told" + Because(result, "notice") : "")}",
            "command" => $"a command: recorded, not answered{Because(result, "consent")}",
            "revision" => $"a new version of a message of complaint {number}: kept, nothing opened",
            var other => other,
        };
    }

    private string? Answer(DemoResult result)
    {
        if (result.Offers > 1 || result.Outcome is null or "command" or "revision" or "duplicate" or "machine-mail" or "follow-up" or "repeat-contact")
        {
            return null;
        }

        if (result.StableId is null)
        {
            return "not acknowledged" + Because(result, "acknowledgement");
        }

        var where = result.Through == DemoInstallation.ChatChannel
            ? Path.Combine(installation.ChatAnswers, result.TrackingNumber + ".json")
            : Path.Combine(installation.Outgoing, result.StableId.Trim('<', '>') + ".eml");
        if (result.Acknowledgement == "held")
        {
            return "acknowledgement held until somebody has looked at it (`outbox list --held`)";
        }

        return result.Acknowledgement == "sent" ? $"acknowledged: {Path.GetRelativePath(installation.Folder, where)}" : $"acknowledgement: {result.Acknowledgement}";
    }

    private static string Because(DemoResult result, string rule)
    {
        var reasons = ReasonJson.Read(result.Reasons ?? "[]").Where(reason => reason.Rule == rule).ToList();
        return reasons.Count == 0 ? "" : $" ({string.Join(", ", reasons.Select(reason => reason.Detail is { } detail && rule is ("acknowledgement" or "notice") ? detail : reason.Code))})";
    }
}
