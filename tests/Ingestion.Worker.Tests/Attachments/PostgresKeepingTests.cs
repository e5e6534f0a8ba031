using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Attachments;

public sealed class PostgresKeepingTests() : KeepingContract(StoreKind.Postgres);
