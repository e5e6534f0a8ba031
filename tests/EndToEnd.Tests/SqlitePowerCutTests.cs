namespace EndToEnd.Tests;

public sealed class SqlitePowerCutTests(ITestOutputHelper output) : PowerCutTests(Store.Sqlite, output);
