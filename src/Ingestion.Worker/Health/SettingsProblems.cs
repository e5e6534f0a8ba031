using Ingestion.Worker.Settings;
using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Health;

/// <summary>Which running workers could not put the settings on disk into force, for commands to show. Written anew every few seconds while it stands.</summary>
internal static class SettingsProblems
{
    private const int FreshSeconds = 60;

    public static Task WriteAsync(Database database, string owner, SettingsProblem problem, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"""
            INSERT INTO settings_problem (owner, problem, seen_at) VALUES (@owner, @text, {database.Now})
            ON CONFLICT (owner) DO UPDATE SET problem = excluded.problem, seen_at = excluded.seen_at
            """,
            new { owner, text = StorableText.Clean(string.Join('\n', problem.Lines()), 8000) }),
        cancellationToken);

    public static Task ClearAsync(Database database, string owner, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"DELETE FROM settings_problem WHERE owner = @owner OR seen_at < {database.NowPlus("@old")}", new { owner, old = -86400 }),
        cancellationToken);

    /// <summary>Those that stand now: worker and lines.</summary>
    public static Task<List<(string Owner, string Problem)>> ReadAsync(Database database, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.QueryAsync<(string, string)>(
            $"SELECT owner, problem FROM settings_problem WHERE seen_at > {database.NowPlus("@old")} ORDER BY owner", new { old = -FreshSeconds }),
        cancellationToken);
}
