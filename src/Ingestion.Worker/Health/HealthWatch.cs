using Ingestion.Channels;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Health;

/// <summary>
/// Brings together what this process and others saw of the channels: writes it to the store every few seconds, never for each message, logs what
/// changes, and knows how each channel stands now.
/// </summary>
internal sealed class HealthWatch(Database database, ChannelDirectory channels, ChannelPulses pulses, string owner, TimeProvider time, ILogger<HealthWatch> logger)
{
    private readonly DateTimeOffset started = time.GetUtcNow();
    private readonly Dictionary<string, SeenChannel> written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> dropped = new(StringComparer.Ordinal);
    private readonly HashSet<(string Channel, string Code)> told = [];
    private volatile IReadOnlyDictionary<string, ChannelRecord> records = new Dictionary<string, ChannelRecord>(StringComparer.Ordinal);
    private volatile SettingsProblem? problem;
    private bool isProblemWritten;

    /// <summary>What keeps the settings on disk from being in force; null: nothing.</summary>
    public SettingsProblem? Problem { get => problem; set => problem = value; }

    /// <summary>Every channel as it stands at this moment, by name.</summary>
    public IReadOnlyList<ChannelStanding> Standings()
    {
        var now = time.GetUtcNow();
        return [.. channels.All.Select(channel => Standing(channel, now))];
    }

    /// <summary>Called every few seconds.</summary>
    public async Task KeepUpAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(cancellationToken);
        records = await ChannelRecords.ReadAsync(database, cancellationToken);
        foreach (var lost in written.Values.Where(seen => seen.Credentials is not null && records.TryGetValue(seen.Channel, out var record) && record.Credentials is null).ToList())
        {
            // a worker that began later forgot what had ended; here it is still in use, and told again
            written[lost.Channel] = lost with { KnowsCredentials = false };
        }

        await WriteProblemAsync(cancellationToken);
        Standings().ToList().ForEach(Tell);
    }

    /// <summary>Writes what has changed since the last time.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var news = channels.All.Select(See).Where(seen => !written.TryGetValue(seen.Channel, out var before) || before != seen).ToList();
        if (news.Count > 0)
        {
            await ChannelRecords.WriteAsync(database, news, cancellationToken);
            news.ForEach(seen => written[seen.Channel] = seen);
        }
    }

    /// <summary>
    /// Whoever got through on every way without any has none that end; before that it may be that nobody here has fetched them yet, or not since they were
    /// changed.
    /// </summary>
    private SeenChannel See(OpenChannel channel)
    {
        var pulse = pulses.Of(channel.Name).Read();
        var credentials = channel.Parts.Credentials();
        if (credentials is null && written.TryGetValue(channel.Name, out var before) && before.Credentials is not null)
        {
            dropped[channel.Name] = time.GetUtcNow();
        }

        var since = dropped.GetValueOrDefault(channel.Name);
        var isThrough = (channel.Parts.Source is null || pulse.LastSuccessAt > since) && (channel.Parts.Sender is null || pulse.LastSentAt > since);
        return new SeenChannel(channel.Name, started, WithoutPolls(pulse), credentials, credentials is not null || isThrough);
    }

    /// <summary>Polls write their own ends.</summary>
    private static PulseReading WithoutPolls(PulseReading pulse) => pulse with
    {
        IsPolling = false,
        LastSuccessAt = null,
        LastErrorAt = null,
        LastError = null,
        Failures = 0,
        PausedUntil = null,
    };

    private ChannelStanding Standing(OpenChannel channel, DateTimeOffset now)
    {
        var record = records.GetValueOrDefault(channel.Name) ?? new ChannelRecord { Channel = channel.Name, StartedAt = started };
        record = record.With(pulses.Of(channel.Name).Read()) with { Credentials = channel.Parts.Credentials() ?? record.Credentials };
        return new ChannelStanding(channel.Name, record, ChannelJudge.Judge(record, channel.Settings, channel.Parts.Source is not null, now));
    }

    /// <summary>Once when it begins, once when it ends.</summary>
    private void Tell(ChannelStanding standing)
    {
        foreach (var condition in standing.Conditions.Where(condition => told.Add((standing.Channel, condition.Code))))
        {
            if (condition.IsDegraded)
            {
                HealthLog.Degraded(logger, standing.Channel, condition.Code, condition.Reason);
            }
            else
            {
                HealthLog.Notice(logger, standing.Channel, condition.Code, condition.Reason);
            }
        }

        var over = told.Where(condition => condition.Channel == standing.Channel && standing.Conditions.All(still => still.Code != condition.Code)).ToList();
        foreach (var (channel, code) in over)
        {
            told.Remove((channel, code));
            HealthLog.Over(logger, channel, code);
        }
    }

    private async Task WriteProblemAsync(CancellationToken cancellationToken)
    {
        if (problem is { } standing)
        {
            await SettingsProblems.WriteAsync(database, owner, standing, cancellationToken);
            isProblemWritten = true;
        }
        else if (isProblemWritten)
        {
            await SettingsProblems.ClearAsync(database, owner, cancellationToken);
            isProblemWritten = false;
        }
    }
}
