using Ingestion.Channels;

namespace Ingestion.Worker.Settings;

/// <summary>Binds the channels, each with the options of its connector.</summary>
internal static class ChannelBinding
{
    public static IReadOnlyList<ConfiguredChannel> Bind(SettingNode? section, SettingsBinder binder, IReadOnlyList<IConnector> connectors, SettingFaults faults)
    {
        if (section is { Value.Length: > 0 } or { IsEmptyList: true })
        {
            faults.Add("Channels", "must be a section with one key for each channel");
        }

        var channels = new List<ConfiguredChannel>();
        foreach (var node in section?.Children ?? [])
        {
            var settings = (ChannelSettings)binder.Bind(typeof(ChannelSettings), node, node.Path, "Options");
            CheckName(node, faults);
            if (Connector(settings.Connector, node, connectors, faults) is not { } connector)
            {
                AnnotationCheck.Run(settings, node.Path, faults);
                continue;
            }

            var path = $"{node.Path}:Options";
            node.TryGetChild("Options", out var options);
            var bound = binder.Bind(connector.OptionsType, options, path);
            AnnotationCheck.Run(bound, path, faults);
            foreach (var fault in connector.Validate(bound))
            {
                faults.Add(fault.Key.Length == 0 ? path : $"{path}:{fault.Key}", fault.Message);
            }

            channels.Add(new ConfiguredChannel { Name = node.Key.ToLowerInvariant(), Settings = settings, Connector = connector, Options = bound });
        }

        if (channels.Count == 0 && !faults.Any)
        {
            faults.Add("Channels", "there is no channel; add at least one, such as \"web-form\": { \"Connector\": \"form\" }");
        }

        return channels;
    }

    private static void CheckName(SettingNode node, SettingFaults faults)
    {
        var letters = node.Key.AsSpan().TrimStart('-');
        if (letters.Length != node.Key.Length || letters.Length > 63 || letters.ContainsAnyExcept(Letters))
        {
            faults.Add(node.Path, "a channel's name is 1 to 63 letters a-z, digits and hyphens, and does not begin with a hyphen");
        }
    }

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    private static IConnector? Connector(string name, SettingNode node, IReadOnlyList<IConnector> connectors, SettingFaults faults)
    {
        var found = connectors.FirstOrDefault(connector => string.Equals(connector.Name, name, StringComparison.OrdinalIgnoreCase));
        if (found is null && name.Length > 0)
        {
            var names = connectors.Select(connector => connector.Name).ToArray();
            faults.Add(
                $"{node.Path}:Connector",
                Nearest.To(name, names) is { } near ? $"there is no such connector; did you mean {near}?" : $"there is no such connector; there are {string.Join(", ", names)}");
        }

        return found;
    }
}
