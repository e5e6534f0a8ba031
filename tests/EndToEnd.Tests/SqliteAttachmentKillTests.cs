namespace EndToEnd.Tests;

public sealed class SqliteAttachmentKillTests() : AttachmentKillTests(Store.Sqlite);
