namespace Ingestion.Worker.Settings;

/// <summary>What differs between the settings in force and those read now, by what it takes to put it in force. Pure.</summary>
internal sealed record SettingsChange
{
    /// <summary>Channels whose options differ: their parts are to be made anew.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>Channels of which settings differ that <see cref="TakesEffectAtOnce"/>.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>Keys that take a restart, in order.</summary>
    public required IReadOnlyList<string> Restart { get; init; }

    public bool Any => Options.Count + Channels.Count + Restart.Count > 0;

    public static SettingsChange Between(IReadOnlyDictionary<string, string> inForce, LoadedSettings fresh)
    {
        var options = new SortedSet<string>(StringComparer.Ordinal);
        var channels = new SortedSet<string>(StringComparer.Ordinal);
        var restart = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var known = inForce.Keys.Select(ChannelOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var key in inForce.Keys.Union(fresh.Values.Keys, StringComparer.OrdinalIgnoreCase))
        {
            if (string.Equals(inForce.GetValueOrDefault(key), fresh.Values.GetValueOrDefault(key), StringComparison.Ordinal) || IsOfNoEffect(key))
            {
                continue;
            }

            var channel = ChannelOf(key);
            if (channel is null || !known.Contains(channel) || !fresh.Channels.Any(other => other.Name == channel))
            {
                restart.Add(channel is null ? key : $"Channels:{channel}");
            }
            else if (IsOption(key))
            {
                options.Add(channel);
            }
            else if (TakesEffectAtOnce(key))
            {
                channels.Add(channel);
            }
            else
            {
                restart.Add(key);
            }
        }

        return new SettingsChange { Options = [.. options], Channels = [.. channels], Restart = [.. restart] };
    }

    /// <summary>The channel of a key such as <c>Channels:support-mail:Options:Host</c>, lower case; null for other keys.</summary>
    public static string? ChannelOf(string key) => key.Split(':') is [var section, var name, ..] && Is(section, "Channels") ? name.ToLowerInvariant() : null;

    /// <summary>Whether a key is an option of a channel's connector.</summary>
    public static bool IsOption(string key) => key.Split(':') is [_, _, var part, ..] && Is(part, "Options");

    /// <summary>Whether a setting of a channel is in force as soon as it is read; others are part of what was built at the start.</summary>
    public static bool TakesEffectAtOnce(string key) =>
        key.Split(':') is [_, _, var part] && (Is(part, nameof(ChannelSettings.ObserveUntil)) || Is(part, nameof(ChannelSettings.ExpectTrafficWithin)));

    /// <summary><paramref name="inForce"/> with what takes effect at once of <paramref name="fresh"/>.</summary>
    public static ChannelSettings Renewed(ChannelSettings inForce, ChannelSettings fresh) =>
        inForce with { ObserveUntil = fresh.ObserveUntil, ExpectTrafficWithin = fresh.ExpectTrafficWithin };

    private static bool IsOfNoEffect(string key) => Is(key, "$schema") || Is(key, "Secrets:Folder");

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
