using System.Collections.Concurrent;
using System.Diagnostics;
using Ingestion.Worker.Storage;
using Npgsql;

namespace Ingestion.Worker.Tests.Following;

public sealed class PostgresStatusLookupTests() : StatusLookupContract(StoreKind.Postgres)
{
    private protected override async Task<List<string>> StatementsAsync(Func<Task> work)
    {
        // Other tests run beside this one, in databases of their own.
        var own = new NpgsqlConnectionStringBuilder(Store.Postgres!.ConnectionString).Database;
        var statements = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (Equals(activity.GetTagItem("db.namespace"), own) && activity.GetTagItem("db.query.text") is string statement)
                {
                    statements.Enqueue(statement);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await work();
        return [.. statements];
    }
}
