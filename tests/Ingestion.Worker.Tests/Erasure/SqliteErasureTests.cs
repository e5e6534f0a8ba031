using System.Text;
using Ingestion.Worker.Erasure;
using Ingestion.Worker.Storage;
using Ingestion.Worker.Storage.Sqlite;
using Ingestion.Worker.Tests.Core;
using TestSupport;
using Xunit;

namespace Ingestion.Worker.Tests.Erasure;

public sealed class SqliteErasureTests() : ErasureContract(StoreKind.Sqlite)
{
    [Fact]
    public async Task EraseMessage_WhenTheFileIsClosed_LeavesItsTextInNoFile()
    {
        using var folder = new TempFolder();
        await using (var database = new SqliteDatabase(folder["pool.db"]))
        {
            await Migrator.MigrateAsync(database, CancellationToken.None);
            await using var core = new CoreOnStore(database);
            await core.OfferAsync(Some.Mail("filecanary " + new string('x', 20_000)) with { Subject = "filecanary" }, key: "first");
            await core.DecideAsync();
        }

        Assert.Contains("filecanary", await ReadAllAsync(folder), StringComparison.Ordinal);
        await using (var database = new SqliteDatabase(folder["pool.db"]))
        {
            await new OnRequest(database, new IdBlock(database), "operator-7").EraseMessageAsync("mail", "first", isRehearsal: false, CancellationToken.None);
            await database.OverwriteErasedAsync(CancellationToken.None);
        }

        Assert.DoesNotContain("filecanary", await ReadAllAsync(folder), StringComparison.Ordinal);
    }

    private static async Task<string> ReadAllAsync(TempFolder folder)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(folder["pool.db"])!))
        {
            text.Append(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
        }

        return text.ToString();
    }
}
