using Ingestion.Channels;

namespace Ingestion.Worker.Settings;

/// <summary>What must hold between a channel, its connector and other channels.</summary>
internal static class ChannelRules
{
    public static void Check(IReadOnlyList<ConfiguredChannel> channels, SettingFaults faults)
    {
        foreach (var channel in channels)
        {
            StartDate(channel, faults);
            ReplyThrough(channel, channels, faults);
            SendsPerDay(channel, faults);
        }
    }

    private static void StartDate(ConfiguredChannel channel, SettingFaults faults)
    {
        if (channel.Connector.Capabilities.HasFlag(ConnectorCapabilities.HoldsHistory) && channel.Settings.StartDate is null)
        {
            faults.Add(
                $"Channels:{channel.Name}:StartDate",
                $"is missing: {channel.Connector.Name} holds older messages, and those from before this date are recorded and never answered");
        }
    }

    private static void ReplyThrough(ConfiguredChannel channel, IReadOnlyList<ConfiguredChannel> channels, SettingFaults faults)
    {
        if (channel.Settings.ReplyThrough is not { Length: > 0 } name)
        {
            return;
        }

        var key = $"Channels:{channel.Name}:ReplyThrough";
        var target = channels.FirstOrDefault(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase));
        var senders = channels.Where(CanSend).Select(other => other.Name).ToArray();
        if (target is null)
        {
            faults.Add(key, Nearest.To(name, senders) is { } near ? $"there is no such channel; did you mean {near}?" : $"there is no such channel; {Sending(senders)}");
        }
        else if (!CanSend(target))
        {
            faults.Add(key, $"names a channel of {target.Connector.Name}, which {CannotSend(target)}; {Sending(senders)}");
        }
        else if (channel.Settings.Enabled && !target.Settings.Enabled)
        {
            faults.Add(key, "names a channel that is disabled");
        }
    }

    private static void SendsPerDay(ConfiguredChannel channel, SettingFaults faults)
    {
        if (channel.Settings.SendsPerDay is not null && !CanSend(channel))
        {
            faults.Add($"Channels:{channel.Name}:SendsPerDay", $"limits nothing: {channel.Connector.Name} {CannotSend(channel)}; set it at the channel that sends");
        }
    }

    private static bool CanSend(ConfiguredChannel channel) => channel.Capabilities.HasFlag(ConnectorCapabilities.Sender);

    private static string CannotSend(ConfiguredChannel channel) =>
        channel.Connector.Capabilities.HasFlag(ConnectorCapabilities.Sender) ? "cannot send as its options are" : "cannot send";

    private static string Sending(string[] senders) => senders.Length == 0 ? "no channel here can send" : $"those that can send are {string.Join(", ", senders)}";
}
