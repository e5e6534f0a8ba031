using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Core;

/// <summary>Tests of one worker's core on both stores.</summary>
public abstract class CoreTests : StoreTests
{
    private CoreOnStore? core;

    private protected CoreTests(StoreKind kind)
        : base(kind)
    {
    }

    private protected CoreOnStore Core => core!;

    private protected virtual CoreOnStore NewCore(Database database) => new(database);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        core = NewCore(Database);
    }

    public override async ValueTask DisposeAsync()
    {
        if (core is not null)
        {
            await core.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
