using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Health;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Commands;

/// <summary>A configured channel with all that the store tells of it.</summary>
internal sealed record ChannelOverview
{
    public required ConfiguredChannel Channel { get; init; }

    /// <summary>Null when no worker has run yet, or the channel is disabled.</summary>
    public ChannelStanding? Standing { get; init; }

    /// <summary>Answers that wait to be sent through it.</summary>
    public long Waiting { get; init; }

    /// <summary>Requests turned away since midnight UTC.</summary>
    public long RefusedToday { get; init; }

    /// <summary>Refused requests that are held for an operator.</summary>
    public long Quarantined { get; init; }

    /// <summary>Why answers were refused in the last seven days, and how often.</summary>
    public IReadOnlyList<(string Reason, long Count)> RefusedAnswers { get; init; } = [];

    /// <summary>Attachments whose folder did not take them.</summary>
    public long AttachmentsHeld { get; init; }

    /// <summary>Sendings begun since midnight UTC; counted for channels with a budget.</summary>
    public int BegunToday { get; init; }

    public string State => !Channel.Settings.Enabled ? "disabled" : Standing?.State ?? "not started yet";

    public string AnsweredBy => Channel.Settings.ReplyThrough ?? (Can(ConnectorCapabilities.Sender) ? Channel.Name : "nobody");

    public bool Can(ConnectorCapabilities capability) => Channel.Capabilities.HasFlag(capability);

    /// <summary>How messages come in.</summary>
    public IEnumerable<string> Ways()
    {
        if (Can(ConnectorCapabilities.Source))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"polled every {Channel.Settings.PollInterval.TotalSeconds:0.###} s");
        }

        if (Can(ConnectorCapabilities.Receiver))
        {
            yield return Channel.Connector.Entrance + Channel.Name;
        }
    }

    /// <summary>What an operator should know, in short.</summary>
    public IEnumerable<string> Notes()
    {
        foreach (var condition in Standing?.Conditions ?? [])
        {
            yield return $"{condition.Code} ({condition.Reason})";
        }

        if (Quarantined > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Quarantined} in quarantine");
        }

        if (AttachmentsHeld > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{AttachmentsHeld} attachments wait: their folder could not be written");
        }

        if (Channel.Settings.SendsPerDay is { } most)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{BegunToday} of {most} sendings begun today (UTC){(BegunToday >= most ? ", the others wait for tomorrow" : "")}");
        }
    }
}
