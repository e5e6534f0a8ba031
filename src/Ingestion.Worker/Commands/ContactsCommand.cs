using System.CommandLine;
using System.Globalization;
using System.Text;
using Ingestion.Worker.Complaints;
using Ingestion.Worker.Operations;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Commands;

/// <summary><c>contacts</c>: which addresses, telephones and handles are one person, and who said so.</summary>
internal static class ContactsCommand
{
    private const string Meaning = "A mail address, a telephone number with its country (+994…), a handle with its network (x:1234), or the tracking number of a complaint that it opened.";

    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var command = new Command("contacts", "Which contact points are one person. Points are shown in part only.");
        command.Subcommands.Add(Show(terminal, options));
        command.Subcommands.Add(Decide(terminal, options, "link", "Take these two for one person. Only on evidence: that somebody claims an address is none.", isLink: true));
        command.Subcommands.Add(Decide(terminal, options, "unlink", "Take back a link between these two. Their complaints stand as before it; no machine links the two again.", isLink: false));
        command.Subcommands.Add(Vip(terminal, options));
        return command;
    }

    private static Command Vip(Terminal terminal, SettingsOptions options)
    {
        var what = new Argument<string>("point") { Description = Meaning, HelpName = "point | tracking number" };
        var state = new Argument<string>("state") { Description = "on or off.", HelpName = "on | off" };
        state.AcceptOnlyFromAmong("on", "off");
        var command = new Command("vip", "Serve whoever writes from there first: raises the priority of what comes from now on. Counts for all points of the person as they are linked now.") { what, state };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = Databases.Open(options.Load(parsed).Worker.Database);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            var isOn = parsed.GetValue(state) == "on";
            if (await Contacts.MarkAsync(database, parsed.GetValue(what)!, isOn, OperatorActions.Actor, cancellationToken) is not { } changed)
            {
                terminal.Complain("no such contact is known");
                return ExitCode.Failed;
            }

            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{changed} points {(isOn ? "marked" : "no longer marked")}"));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show(Terminal terminal, SettingsOptions options)
    {
        var what = new Argument<string>("point") { Description = Meaning, HelpName = "point | tracking number" };
        var asJson = new Option<bool>("--json") { Description = "As one JSON object." };
        var command = new Command("show", "The points of one person, the links between them and their complaints.") { what, asJson };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = Databases.Open(options.Load(parsed).Worker.Database, readOnly: true);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            if (await Contacts.ShowAsync(database, parsed.GetValue(what)!, cancellationToken) is not { } person)
            {
                terminal.Complain("no such contact is known");
                return ExitCode.Failed;
            }

            if (parsed.GetValue(asJson))
            {
                terminal.Out.WriteLine(Encoding.UTF8.GetString(PersonJson.Write(person)));
            }
            else
            {
                Tell(terminal, person);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Decide(Terminal terminal, SettingsOptions options, string name, string description, bool isLink)
    {
        var first = new Argument<string>("first") { Description = Meaning };
        var second = new Argument<string>("second") { Description = "As the first." };
        var note = new Option<string?>("--evidence") { Description = "What shows it, in a few words; kept with the link.", HelpName = "TEXT" };
        var command = new Command(name, description) { first, second };
        if (isLink)
        {
            command.Options.Add(note);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = Databases.Open(options.Load(parsed).Worker.Database);
            await Migrator.EnsureCurrentAsync(database, cancellationToken);
            var one = await database.ReadAsync(session => Contacts.FindAsync(session, parsed.GetValue(first)!), cancellationToken);
            var other = await database.ReadAsync(session => Contacts.FindAsync(session, parsed.GetValue(second)!), cancellationToken);
            if (one is null || other is null)
            {
                terminal.Complain($"the {(one is null ? "first" : "second")} contact is not known");
                return ExitCode.Failed;
            }

            if (one.ContactId == other.ContactId)
            {
                terminal.Complain("that is one contact");
                return ExitCode.Usage;
            }

            var evidence = isLink ? StorableText.Clean(parsed.GetValue(note), 500) : null;
            if (!await Contacts.DecideAsync(database, isLink, one, other, evidence, OperatorActions.Actor, cancellationToken))
            {
                terminal.Complain(isLink ? "these two are linked already" : "there is no link between these two");
                return ExitCode.Failed;
            }

            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"contacts {one.ContactId} and {other.ContactId} {(isLink ? "linked" : "unlinked")}"));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Tell(Terminal terminal, PersonView person)
    {
        TextTable.Write(
            terminal.Out,
            ["contact", "kind", "point", "served first", "wants no answers since"],
            person.Points.Select(point => new[] { Text(point.ContactId), point.Kind, point.Point.Masked(), point.IsVip ? "yes" : "", Time(point.OptedOutAt) }));
        if (person.Links.Count > 0)
        {
            TextTable.Write(
                terminal.Out,
                ["link", "reason", "by", "since", "taken back", "evidence"],
                person.Links.Select(link => new[]
                {
                    $"{Text(link.FirstContact)}-{Text(link.SecondContact)}", link.Reason, link.MadeBy, Time(link.MadeAt), Time(link.UndoneAt), link.Evidence ?? "",
                }));
        }

        foreach (var number in person.TrackingNumbers)
        {
            terminal.Out.WriteLine("complaint " + (TrackingNumber.TryParse(number, out var known) ? known.Format() : number));
        }
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "";
}
