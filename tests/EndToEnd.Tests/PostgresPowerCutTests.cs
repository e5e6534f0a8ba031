namespace EndToEnd.Tests;

public sealed class PostgresPowerCutTests(ITestOutputHelper output) : PowerCutTests(Store.Postgres, output);
