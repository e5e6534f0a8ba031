namespace EndToEnd.Tests;

public sealed class PostgresKillTests(ITestOutputHelper output) : KillTests(Store.Postgres, output);
