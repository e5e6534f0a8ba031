namespace EndToEnd.Tests;

public sealed class SqliteKillTests(ITestOutputHelper output) : KillTests(Store.Sqlite, output);
