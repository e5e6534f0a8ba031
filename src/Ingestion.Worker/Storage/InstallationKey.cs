using System.Security.Cryptography;

namespace Ingestion.Worker.Storage;

/// <summary>A secret that an installation makes once and all its workers share.</summary>
internal static class InstallationKey
{
    public static Task<byte[]> GetAsync(Database database, string name, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                var drawn = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
                await session.ExecuteAsync(
                    "INSERT INTO installation (name, value) VALUES (@name, @drawn) ON CONFLICT (name) DO NOTHING", new { name, drawn });
                return Convert.FromBase64String(
                    await session.QuerySingleAsync<string>("SELECT value FROM installation WHERE name = @name", new { name }));
            },
            cancellationToken);
}
