namespace EndToEnd.Tests;

public sealed class PostgresAttachmentKillTests() : AttachmentKillTests(Store.Postgres);
