using System.Globalization;
using System.Reflection;

namespace Ingestion.Worker.Storage;

/// <summary>Brings the schema up to this version. Each step is one transaction; several workers may start at once.</summary>
internal static class Migrator
{
    /// <summary>Applies what is missing and returns the names of the steps applied.</summary>
    public static async Task<IReadOnlyList<string>> MigrateAsync(Database database, CancellationToken cancellationToken)
    {
        var steps = Steps(database.Kind);
        if (await VersionAsync(database, cancellationToken) == steps.Count)
        {
            return [];
        }

        await database.WriteAsync(
            async session =>
            {
                await session.LockAsync(["schema"]);
                await session.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, name text NOT NULL)");
            },
            cancellationToken);
        var applied = new List<string>();
        for (var version = 1; version <= steps.Count; version++)
        {
            var (name, resource) = steps[version - 1];
            var isNew = await database.WriteAsync(session => ApplyAsync(session, version, name, resource), cancellationToken);
            if (isNew)
            {
                applied.Add(name);
            }
        }

        return applied;
    }

    /// <summary>Whether there is something to apply.</summary>
    /// <exception cref="StoreRefusedException">The database is another program's.</exception>
    public static async Task<bool> IsOlderAsync(Database database, CancellationToken cancellationToken) =>
        await VersionAsync(database, cancellationToken) < Steps(database.Kind).Count;

    /// <summary>Throws when the schema is older or newer than this program, or another program's.</summary>
    public static async Task EnsureCurrentAsync(Database database, CancellationToken cancellationToken)
    {
        var wanted = Steps(database.Kind).Count;
        var found = await VersionAsync(database, cancellationToken);
        if (found < wanted)
        {
            throw new StoreRefusedException(string.Create(CultureInfo.InvariantCulture, $"the database has schema version {found}, this program needs {wanted}: run `ingestion-worker migrate`"));
        }

        if (found > wanted)
        {
            throw new StoreRefusedException(string.Create(CultureInfo.InvariantCulture, $"the database has schema version {found}, newer than this program's {wanted}: use the newer program"));
        }
    }

    private static async Task<bool> ApplyAsync(StoreSession session, int version, string name, string resource)
    {
        await session.LockAsync(["schema"]);
        var newest = await session.QuerySingleAsync<long?>("SELECT max(version) FROM schema_version") ?? 0;
        if (newest > Steps(session.Database.Kind).Count)
        {
            throw new StoreRefusedException(string.Create(CultureInfo.InvariantCulture, $"the database has schema version {newest}, newer than this program: use the newer program"));
        }

        if (newest >= version)
        {
            return false;
        }

        await using var stream = typeof(Migrator).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        await session.ExecuteAsync(await reader.ReadToEndAsync());
        await session.ExecuteAsync("INSERT INTO schema_version (version, name) VALUES (@version, @name)", new { version, name });
        return true;
    }

    private static async Task<int> VersionAsync(Database database, CancellationToken cancellationToken)
    {
        // Tables of extensions are nobody's. New tables are made in the first schema of the path, so what stands in others is in nobody's way.
        var exists = database.Sql(
            """
            SELECT (SELECT count(*) FROM pg_tables WHERE schemaname = ANY(current_schemas(false)) AND tablename = 'schema_version'),
              (SELECT count(*) FROM pg_tables WHERE schemaname = ANY(current_schemas(false)) AND tablename = 'installation'),
              (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'p') AND n.nspname = current_schema() AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
            """,
            """
            SELECT (SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'),
              (SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'installation'),
              (SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!')
            """);
        return await database.ReadOrWriteAsync(
            async session =>
            {
                // One statement: another process may migrate beside this one.
                var (isVersioned, isOurs, tables) = await session.QuerySingleAsync<(long, long, long)>(exists);
                if (isOurs == 0 && tables > isVersioned)
                {
                    throw new StoreRefusedException($"{database.Describe()} belongs to another program: it has tables, and none of ours. Name a database of its own for this program; an empty one is set up by `ingestion-worker migrate`");
                }

                return isVersioned == 0 ? 0 : (int)(await session.QuerySingleAsync<long?>("SELECT max(version) FROM schema_version") ?? 0);
            },
            cancellationToken);
    }

    private static List<(string Name, string Resource)> Steps(StoreKind kind)
    {
        var folder = $".Storage.Migrations.{kind}.";
        return
        [
            .. typeof(Migrator).Assembly.GetManifestResourceNames()
                .Where(resource => resource.Contains(folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(resource => (resource[(resource.IndexOf(folder, StringComparison.Ordinal) + folder.Length)..], resource)),
        ];
    }
}
