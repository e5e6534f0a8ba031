using System.Globalization;

namespace Ingestion.Worker.Storage.Sqlite;

/// <summary>Keeps a second process off the file (promise P16). Held by the operating system, so a killed process leaves nothing behind.</summary>
internal sealed class SqliteFileLock : IDisposable
{
    private readonly FileStream held;

    private SqliteFileLock(FileStream held) => this.held = held;

    public static SqliteFileLock Take(string databaseFile)
    {
        var holder = databaseFile + ".pid";
        try
        {
            var stream = new FileStream(databaseFile + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new SqliteFileLock(stream);
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException)
        {
            var pid = File.Exists(holder) ? File.ReadAllText(holder) : "unknown";
            throw new StoreRefusedException(
                $"{databaseFile} is in use by another ingestion-worker (process {pid}): SQLite serves one process; stop that one, or use PostgreSQL for several workers",
                exception);
        }
    }

    public void Dispose() => held.Dispose();
}
