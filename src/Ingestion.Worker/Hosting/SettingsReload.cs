using System.Runtime.InteropServices;
using Ingestion.Channels;
using Ingestion.Worker.OpenChannels;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Hosting;

/// <summary>
/// Reads the settings again when their files change, and puts into force what can be without a restart: options of channels, secrets first of
/// all. A file is taken when it looks the same twice, so that one that is being written is not; SIGHUP has it read at once.
/// </summary>
internal sealed class SettingsReload : IDisposable
{
    /// <summary>How often files are looked at; a change is taken between one and two of these after it was made.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly SettingsSources sources;
    private readonly ChannelDirectory channels;
    private readonly Action<string> retry;
    private readonly Action<SettingsProblem?> report;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly WakeSignal asked = new();
    private readonly PosixSignalRegistration? hangUp;
    private readonly Dictionary<string, string> inForce;
    private string? secretsFolder;
    private string? seen;
    private string? taken;
    private SettingsProblem? problem;

    /// <param name="started">What the worker started with.</param>
    /// <param name="channels">The open channels.</param>
    /// <param name="retry">Told which channel has new parts.</param>
    /// <param name="report">Told what keeps the settings on disk from being in force; null when nothing does.</param>
    /// <param name="time">Says when to look.</param>
    /// <param name="logger">Told what was done.</param>
    public SettingsReload(
        LoadedSettings started, ChannelDirectory channels, Action<string> retry, Action<SettingsProblem?> report, TimeProvider time, ILogger logger)
    {
        inForce = new Dictionary<string, string>(started.Values, StringComparer.OrdinalIgnoreCase);
        sources = started.Sources;
        this.channels = channels;
        this.retry = retry;
        this.report = report;
        this.time = time;
        this.logger = logger;
        secretsFolder = started.SecretsFolder;
        if (!OperatingSystem.IsWindows())
        {
            hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
            {
                signal.Cancel = true;
                asked.Set();
            });
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var isAsked = await asked.WaitAsync(LookEvery, time, cancellationToken);
                await LookAsync(isAsked);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                HostLog.SettingsNotRead(logger, exception.GetType().Name);
            }
        }
    }

    /// <summary>One look at the files. What looks the same as at the look before is taken, <paramref name="atOnce"/> without waiting for that.</summary>
    public async Task LookAsync(bool atOnce)
    {
        var content = SettingsContent.Digest(sources, secretsFolder);
        var isSettled = content == seen;
        seen = content;
        if (atOnce || (isSettled && content != taken))
        {
            taken = content;
            await TakeAsync(SettingsLoader.Load(sources), atOnce);
        }
    }

    public void Dispose() => hangUp?.Dispose();

    private async Task TakeAsync(SettingsOutcome outcome, bool atOnce)
    {
        if (outcome.Settings is not { } fresh)
        {
            foreach (var fault in outcome.Faults)
            {
                HostLog.SettingsWrong(logger, fault.Key, fault.Message);
            }

            Report(new SettingsProblem { Faults = outcome.Faults });
            return;
        }

        secretsFolder = fresh.SecretsFolder;
        var change = SettingsChange.Between(inForce, fresh);
        if (!change.Any)
        {
            if (problem is not null)
            {
                HostLog.SettingsWhole(logger);
            }
            else if (atOnce)
            {
                HostLog.SettingsUnchanged(logger);
            }

            Report(null);
            return;
        }

        Report(await PutInForceAsync(change, fresh));
    }

    /// <summary>Returns what could not be put into force, or null.</summary>
    private async Task<SettingsProblem?> PutInForceAsync(SettingsChange change, LoadedSettings fresh)
    {
        var faults = new List<SettingFault>();
        var restart = change.Restart.ToList();
        foreach (var name in change.Channels)
        {
            channels.Find(name)?.Renew(fresh.Channels.Single(channel => channel.Name == name).Settings);
            Keep(name, fresh, SettingsChange.TakesEffectAtOnce);
        }

        foreach (var name in change.Options)
        {
            var configured = fresh.Channels.Single(other => other.Name == name);
            if (channels.Find(name) is not { } channel)
            {
                // A disabled channel has no parts: its options wait for the start that enables it.
                Keep(name, fresh, SettingsChange.IsOption);
                continue;
            }

            if (channel.Connector.Name != configured.Connector.Name)
            {
                // They are options of another connector, and that takes a restart.
                continue;
            }

            try
            {
                if (await channel.RenewAsync(configured.Options))
                {
                    Keep(name, fresh, SettingsChange.IsOption);
                    HostLog.ChannelRenewed(logger, name);
                    retry(name);
                }
                else
                {
                    restart.Add($"Channels:{name}:Options");
                }
            }
            catch (Exception exception)
            {
                // The exception's text may quote an option.
                HostLog.ChannelNotRenewed(logger, name, exception.GetType().Name);
                faults.Add(new SettingFault($"Channels:{name}:Options", $"the channel could not be opened with them ({exception.GetType().Name})"));
            }
        }

        if (restart.Count > 0)
        {
            HostLog.RestartNeeded(logger, string.Join(", ", restart));
        }

        return restart.Count + faults.Count == 0 ? null : new SettingsProblem { Faults = faults, Restart = restart };
    }

    /// <summary>Notes that the channel's keys are now in force as they were read.</summary>
    private void Keep(string channel, LoadedSettings fresh, Func<string, bool> which)
    {
        bool IsMeant(string key) => SettingsChange.ChannelOf(key) == channel && which(key);
        foreach (var key in inForce.Keys.Where(IsMeant).ToList())
        {
            inForce.Remove(key);
        }

        foreach (var (key, value) in fresh.Values.Where(pair => IsMeant(pair.Key)))
        {
            inForce[key] = value;
        }
    }

    private void Report(SettingsProblem? now)
    {
        problem = now;
        report(now);
    }
}
