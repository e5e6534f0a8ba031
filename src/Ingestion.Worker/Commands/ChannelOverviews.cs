using Ingestion.Channels;
using Ingestion.Worker.Attachments;
using Ingestion.Worker.Health;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary>Brings the settings of channels together with what the store remembers of them, also while a worker runs.</summary>
internal static class ChannelOverviews
{
    /// <summary>The channels by name, and what keeps running workers from putting the settings on disk into force.</summary>
    public static async Task<(IReadOnlyList<ChannelOverview> Channels, IReadOnlyList<string> Problems)> ReadAsync(LoadedSettings settings, CancellationToken cancellationToken)
    {
        var channels = settings.Channels.OrderBy(channel => channel.Name, StringComparer.Ordinal);
        if (settings.Worker.Database is { Store: "sqlite", File: var file } && !File.Exists(file))
        {
            return ([.. channels.Select(channel => new ChannelOverview { Channel = channel })], []);
        }

        await using var database = Databases.Open(settings.Worker.Database, readOnly: true);
        await Migrator.EnsureCurrentAsync(database, cancellationToken);
        var records = await ChannelRecords.ReadAsync(database, cancellationToken);
        var waiting = await CountsAsync(database, "SELECT channel, count(*) FROM outbox WHERE state = 'waiting' GROUP BY channel", cancellationToken);
        var quarantined = await CountsAsync(database, "SELECT channel, count(*) FROM quarantine WHERE state = 'held' GROUP BY channel", cancellationToken);
        var held = await CountsAsync(database, $"SELECT channel, count(*) FROM attachment WHERE state = 'waiting' AND reason = '{AttachmentQueue.StoreUnavailable}' GROUP BY channel", cancellationToken);
        var answers = await RefusedAnswers.ReadAsync(database, cancellationToken);
        var begun = await CountsAsync(database, $"SELECT channel, CAST(begun AS bigint) FROM sending_day WHERE day = {SendingBudget.Today(database)}", cancellationToken);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var refused = await RefusedAsync(database, today, cancellationToken);
        var problems = await SettingsProblems.ReadAsync(database, cancellationToken);
        return (
            [
                .. channels.Select(channel => new ChannelOverview
                {
                    Channel = channel,
                    Standing = channel.Settings.Enabled && records.TryGetValue(channel.Name, out var record) ? Standing(channel, record) : null,
                    Waiting = waiting.GetValueOrDefault(channel.Name),
                    Quarantined = quarantined.GetValueOrDefault(channel.Name),
                    AttachmentsHeld = held.GetValueOrDefault(channel.Name),
                    RefusedAnswers = answers.Where(answer => answer.Channel == channel.Name).Select(answer => (answer.Reason, answer.Count)).ToList(),
                    RefusedToday = refused.GetValueOrDefault(channel.Name),
                    BegunToday = (int)begun.GetValueOrDefault(channel.Name),
                }),
            ],
            [.. problems.SelectMany(problem => problem.Problem.Split('\n').Select(line => $"worker {problem.Owner}: {line}"))]);
    }

    private static ChannelStanding Standing(ConfiguredChannel channel, ChannelRecord record) =>
        new(channel.Name, record, ChannelJudge.Judge(record, channel.Settings, channel.Capabilities.HasFlag(ConnectorCapabilities.Source), TimeProvider.System.GetUtcNow()));

    private static Task<Dictionary<string, long>> RefusedAsync(Database database, DateOnly today, CancellationToken cancellationToken)
    {
        var day = today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return CountsAsync(database, $"SELECT channel, CAST(sum(count) AS bigint) FROM refusal WHERE day = {database.Sql($"DATE '{day}'", $"'{day}'")} GROUP BY channel", cancellationToken);
    }

    private static async Task<Dictionary<string, long>> CountsAsync(Database database, string sql, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<(string Channel, long Count)>(sql), cancellationToken);
        return rows.ToDictionary(row => row.Channel, row => row.Count, StringComparer.Ordinal);
    }
}
