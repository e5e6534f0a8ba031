using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Health;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>promises</c>: how acknowledgements were kept.</summary>
internal static class PromisesCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var since = new Option<string>("--since") { Description = "So far back: 24h, 30d.", HelpName = "TIME", DefaultValueFactory = _ => "30d" };
        since.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { } text || !SettingText.TryRead(typeof(TimeSpan), text, out _))
            {
                result.AddError("--since must be a duration such as 24h or 30d");
            }
        });
        var json = new Option<bool>("--json") { Description = "Write JSON instead of tables." };
        var command = new Command("promises", "Show how acknowledgements were kept: in time, late, by channel and language, how long they took, and why others were not planned.") { since, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = options.Load(parsed).Worker;
            await using var database = Databases.Open(settings.Database, readOnly: true);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            SettingText.TryRead(typeof(TimeSpan), parsed.GetValue(since)!, out var back);
            var figures = await PromiseReport.ReadAsync(database, (TimeSpan)back!, cancellationToken);
            var unanswered = await UnansweredComplaints.CountAsync(database, (TimeSpan)back!, cancellationToken);
            var now = await WatchedPromises.NowAsync(database, settings.Acknowledgements.AlarmBefore, cancellationToken);
            if (parsed.GetValue(json))
            {
                using var output = new StreamReader(new MemoryStream(HealthJson.Write(writer => Json(writer, figures, unanswered, now))));
                terminal.Out.Write(await output.ReadToEndAsync(cancellationToken));
            }
            else
            {
                Tables(terminal, figures, unanswered, now);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Tables(Terminal terminal, IReadOnlyList<PromiseFigures> figures, List<(string Reason, long Count)> unanswered, PromisesNow now)
    {
        if (figures.Count == 0 && unanswered.Count == 0)
        {
            terminal.Out.WriteLine("nothing was promised in this time");
        }

        if (figures.Count > 0)
        {
            TextTable.Write(
                terminal.Out,
                ["sent by", "language", "planned", "in time", "late", "waiting", "held", "not sent", "suppressed", "breached", "median", "95 %", "99 %"],
                figures.Select(row => new[]
                {
                    row.Channel, row.Language, Number(row.Planned), Number(row.InTime), Number(row.Late), Number(row.Waiting), Number(row.Held), Number(row.NotSent), Number(row.Suppressed), Number(row.Breached),
                    Duration(row.Median), Duration(row.P95), Duration(row.P99),
                }));
        }

        if (unanswered.Count > 0)
        {
            terminal.Out.WriteLine();
            TextTable.Write(terminal.Out, ["no acknowledgement planned, because", "complaints"], unanswered.Select(row => new[] { row.Reason, Number(row.Count) }));
        }

        if (now.AtRisk > 0)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now.AtRisk} at risk now: their time is nearly over and they have not left"));
        }

        if (now.HeldTooLong > 0)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now.HeldTooLong} held back and their time nearly over: outbox list shows them"));
        }

        if (now.ParkedSince is { } since)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nothing leaves since {since.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z: outgoing release lets it"));
        }
    }

    private static void Json(Utf8JsonWriter json, IReadOnlyList<PromiseFigures> figures, List<(string Reason, long Count)> unanswered, PromisesNow now)
    {
        json.WriteStartObject();
        json.WriteNumber("atRisk", now.AtRisk);
        json.WriteNumber("heldTooLong", now.HeldTooLong);
        json.WriteStartArray("channels");
        foreach (var row in figures)
        {
            json.WriteStartObject();
            json.WriteString("channel", row.Channel);
            json.WriteString("language", row.Language);
            json.WriteNumber("planned", row.Planned);
            json.WriteNumber("inTime", row.InTime);
            json.WriteNumber("late", row.Late);
            json.WriteNumber("waiting", row.Waiting);
            json.WriteNumber("held", row.Held);
            json.WriteNumber("notSent", row.NotSent);
            json.WriteNumber("suppressed", row.Suppressed);
            json.WriteNumber("breached", row.Breached);
            Seconds("medianSeconds", row.Median);
            Seconds("p95Seconds", row.P95);
            Seconds("p99Seconds", row.P99);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("unanswered");
        unanswered.ForEach(row => json.WriteNumber(row.Reason, row.Count));
        json.WriteEndObject();
        json.WriteEndObject();

        void Seconds(string name, TimeSpan? value)
        {
            if (value is { } known)
            {
                json.WriteNumber(name, known.TotalSeconds);
            }
            else
            {
                json.WriteNull(name);
            }
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan? value) => value switch
    {
        null => "–",
        { TotalSeconds: < 120 } seconds => string.Create(CultureInfo.InvariantCulture, $"{seconds.TotalSeconds:0} s"),
        { TotalHours: < 2 } minutes => string.Create(CultureInfo.InvariantCulture, $"{minutes.TotalMinutes:0} min"),
        { } hours => string.Create(CultureInfo.InvariantCulture, $"{hours.TotalHours:0} h"),
    };
}
