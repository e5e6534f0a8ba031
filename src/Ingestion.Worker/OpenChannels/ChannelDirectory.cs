using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Ingestion.Channels;
using Ingestion.Worker.OpenChannels.Media;
using Ingestion.Worker.OpenChannels.Outbound;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.OpenChannels;

/// <summary>All enabled channels of this process, by name.</summary>
internal sealed class ChannelDirectory : IAsyncDisposable
{
    private readonly FrozenDictionary<string, OpenChannel> _byName;
    private readonly FrozenDictionary<string, OpenChannel>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly IReadOnlyList<IDisposable> _clients;

    public ChannelDirectory(IEnumerable<OpenChannel> channels, IReadOnlyList<IDisposable>? clients = null)
    {
        _byName = channels.ToFrozenDictionary(channel => channel.Name, StringComparer.OrdinalIgnoreCase);
        _bySpan = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
        _clients = clients ?? [];
    }

    /// <summary>In the order of their names.</summary>
    public IEnumerable<OpenChannel> All => _byName.Values.OrderBy(channel => channel.Name, StringComparer.Ordinal);

    /// <summary>Opens every enabled channel. Does no I/O.</summary>
    public static ChannelDirectory Open(LoadedSettings settings, ILoggerFactory loggers, TimeProvider time)
    {
        var channels = new List<OpenChannel>();
        var clients = new List<IDisposable>();
        foreach (var channel in settings.Channels.Where(channel => channel.Settings.Enabled))
        {
            var logger = loggers.CreateLogger($"Ingestion.Channels.{channel.Name}");
            var client = ChannelHttp.NewClient(channel.Name, channel.Connector.Limits, logger, time);
            var media = new MediaFetcher(settings.Worker.Media, settings.Worker.Attachments.MaxBytes, time);
            clients.AddRange([client, media]);
            var setup = new ChannelSetup
            {
                Channel = channel.Name,
                Options = channel.Options,
                StartDate = channel.Settings.StartDate,
                DefaultLanguage = channel.Settings.DefaultLanguage,
                DefaultRegion = channel.Settings.DefaultRegion,
                Organisation = settings.Worker.Organisation.Name,
                Time = time,
                Logger = logger,
                Http = client,
                Media = media,
            };
            channels.Add(new OpenChannel
            {
                Name = channel.Name,
                Settings = channel.Settings,
                Connector = channel.Connector,
                Parts = channel.Connector.Open(setup),
                Reopen = options => channel.Connector.Open(setup with { Options = options }),
            });
        }

        return new ChannelDirectory(channels, clients);
    }

    /// <summary>The enabled channel of this name (ordinal, any case), or null.</summary>
    public OpenChannel? Find(string name) => _byName.GetValueOrDefault(name);

    public bool TryFind(ReadOnlySpan<char> name, [NotNullWhen(true)] out OpenChannel? channel) => _bySpan.TryGetValue(name, out channel);

    /// <summary>
    /// The channel that sends answers to messages of <paramref name="name"/>: the one it names in ReplyThrough, else itself when it can send,
    /// else null. Its <see cref="ChannelParts.Sender"/> is not null.
    /// </summary>
    public OpenChannel? SenderFor(string name)
    {
        var channel = Find(name);
        var sending = channel?.Settings.ReplyThrough is { Length: > 0 } other ? Find(other) : channel;
        return sending?.Parts.Sender is null ? null : sending;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _byName.Values)
        {
            await channel.DisposeAsync();
        }

        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }
}
