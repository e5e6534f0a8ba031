using System.CommandLine;
using System.Globalization;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>clusters</c>: complaints alike of many customers.</summary>
internal static class ClustersCommand
{
    private const int Usual = 50;

    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var which = new Argument<long?>("cluster") { Description = "A cluster's id: lists its complaints, the latest first.", HelpName = "cluster", Arity = ArgumentArity.ZeroOrOne };
        var limit = LimitOption.Make(Usual, "At most so many lines.");
        var open = new Option<bool>("--open") { Description = "Only complaints that nobody has resolved, rejected or closed, and clusters with such a complaint." };
        var command = new Command(
            "clusters",
            "List clusters, which are complaints alike of different customers (an outage, a campaign), those that grew last first: how many there are, since when, and how many came in the last hour.") { which, limit, open };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = options.Load(parsed);
            await using var database = Databases.Open(settings.Worker.Database, readOnly: true);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            var most = parsed.GetValue(limit);
            return parsed.GetValue(which) is { } cluster
                ? TellMembers(terminal, cluster, await ClusterReads.MembersAsync(database, cluster, most, parsed.GetValue(open), cancellationToken))
                : Tell(terminal, await ClusterReads.ListAsync(database, most, parsed.GetValue(open), TimeProvider.System.GetUtcNow(), cancellationToken));
        });
        return command;
    }

    private static int Tell(Terminal terminal, List<(ClusterView Cluster, int PerHour)> clusters)
    {
        if (clusters.Count == 0)
        {
            terminal.Out.WriteLine("there are no clusters");
            return ExitCode.Done;
        }

        TextTable.Write(
            terminal.Out,
            ["cluster", "complaints", "last hour", "first", "last"],
            clusters.Select(each => new[] { Text(each.Cluster.Id), Text(each.Cluster.Size), Text(each.PerHour), Time(each.Cluster.FirstAt), Time(each.Cluster.LastAt) }));
        return ExitCode.Done;
    }

    private static int TellMembers(Terminal terminal, long cluster, List<ClusterMember> members)
    {
        if (members.Count == 0)
        {
            terminal.Complain(string.Create(CultureInfo.InvariantCulture, $"there is no such complaint in a cluster {cluster}; `clusters` lists them"));
            return ExitCode.Failed;
        }

        TextTable.Write(
            terminal.Out,
            ["complaint", "received", "status", "category", "priority", "language", "channel"],
            members.Select(each => new[]
            {
                TrackingNumber.TryParse(each.TrackingNumber, out var number) ? number.Format() : each.TrackingNumber, Time(each.ReceivedAt), each.Status, each.Category, each.Priority, each.Language, each.Channel,
            }));
        return ExitCode.Done;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
