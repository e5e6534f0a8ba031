using System.Text.RegularExpressions;

namespace Ingestion.Worker.Tests.Architecture;

/// <summary>What breaks the table, one line each. Pure, so that small offenders can prove that they would be found.</summary>
internal static partial class Rules
{
    public static List<string> BetweenRooms(IEnumerable<TypeUse> uses, string root = House.Worker, IReadOnlyDictionary<string, string[]>? rooms = null)
    {
        rooms ??= House.Rooms;
        var broken = new List<string>();
        foreach (var use in uses)
        {
            var from = House.RoomOf(use.FromNamespace, root);
            var to = House.RoomOf(use.ToNamespace, root);
            if (string.IsNullOrEmpty(from) || to is null || from == to)
            {
                continue;
            }

            if (House.Top.Contains(from))
            {
                continue;
            }

            if (!rooms.TryGetValue(from, out var allowed))
            {
                broken.Add($"the room {from} is not in the table");
            }
            else if (!allowed.Contains(to))
            {
                broken.Add($"{from} must not know {to}: {use}");
            }
        }

        return [.. broken.Distinct()];
    }

    /// <summary>Packages, frameworks and named connectors in rooms that they do not belong to.</summary>
    public static List<string> OfRoomsOutwards(IEnumerable<TypeUse> uses, string root = House.Worker)
    {
        var broken = new List<string>();
        foreach (var use in uses)
        {
            if (House.RoomOf(use.FromNamespace, root) is not { Length: > 0 } from || House.Top.Contains(from))
            {
                continue;
            }

            var speciality = House.Specialities.Keys.Where(name => use.ToAssembly.StartsWith(name, StringComparison.Ordinal)).MaxBy(name => name.Length);
            if (speciality is not null && !House.Specialities[speciality].Contains(from))
            {
                broken.Add($"{from} must not use {use.ToAssembly}: {use}");
            }

            if (use.ToAssembly == House.Channels && use.ToNamespace is not (House.Channels or ""))
            {
                broken.Add($"{from} must not know a named connector: {use}");
            }
        }

        return broken;
    }

    /// <summary>Connectors know the root, their family and mail; the root knows no connector but in its catalogue.</summary>
    public static List<string> OfChannels(IEnumerable<TypeUse> uses, IReadOnlySet<string> connectors, string root = House.Channels)
    {
        var broken = new List<string>();
        foreach (var use in uses)
        {
            if (use.ToNamespace.Length == 0 || !(use.FromNamespace + ".").StartsWith(root + ".", StringComparison.Ordinal))
            {
                continue;
            }

            var isRoot = use.FromNamespace == root;
            if ((use.ToNamespace + ".").StartsWith(root + ".", StringComparison.Ordinal))
            {
                var isUpwards = (use.FromNamespace + ".").StartsWith(use.ToNamespace + ".", StringComparison.Ordinal);
                var isOwnPart = connectors.Contains(use.FromNamespace) && use.ToNamespace.StartsWith(use.FromNamespace + ".", StringComparison.Ordinal);
                var isFamilyPart = House.FamilyParts.Contains(use.ToNamespace) && use.ToNamespace.StartsWith(use.FromNamespace + ".", StringComparison.Ordinal);
                if (!isUpwards && !isOwnPart && !isFamilyPart && !(isRoot && use.From == root + ".ConnectorCatalog"))
                {
                    broken.Add($"a connector knows only the root and its family: {use}");
                }
            }
            else if (!IsDotNet(use.ToAssembly)
                && !(use.ToAssembly.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) && use.ToAssembly.EndsWith(".Abstractions", StringComparison.Ordinal))
                && (isRoot || use.ToAssembly != "Ingestion.Mail")
                && !(House.Sdks.TryGetValue(use.ToAssembly, out var connector) && connector == use.FromNamespace))
            {
                broken.Add($"{(isRoot ? "the root of the channels" : "a connector")} must not use {use.ToAssembly}: {use}");
            }
        }

        return broken;
    }

    /// <summary>Tables named in the SQL of rooms that do not own them, or as the target of rows to insert.</summary>
    public static List<string> OfTables(IEnumerable<(string Namespace, string Type, string Text)> texts, IEnumerable<TypeUse> uses, string root = House.Worker)
    {
        var broken = new List<string>();
        var inserting = uses.Where(use => use.To == "InsertRows").Select(use => use.From).ToHashSet(StringComparer.Ordinal);
        foreach (var (space, type, text) in texts)
        {
            if (House.RoomOf(space, root) is not { Length: > 0 } room || House.Top.Contains(room))
            {
                continue;
            }

            var named = inserting.Contains($"{space}.{type}") && House.Tables.ContainsKey(text) ? [text] : Sql().Matches(text).Select(match => match.Groups["table"].Value);
            broken.AddRange(named
                .Where(table => House.Tables.TryGetValue(table, out var owners) && !owners.Contains(room))
                .Select(table => $"{space}.{type} names the table {table}"));
        }

        return broken;
    }

    public static bool IsDotNet(string assembly) =>
        assembly is "netstandard" or "mscorlib" || assembly.StartsWith("System.", StringComparison.Ordinal);

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE|USING)\s+(?<table>[a-z_]+)\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Sql();
}
