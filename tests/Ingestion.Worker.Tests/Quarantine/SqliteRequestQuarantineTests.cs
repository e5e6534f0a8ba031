using Ingestion.Worker.Storage;

namespace Ingestion.Worker.Tests.Quarantine;

public sealed class SqliteRequestQuarantineTests() : RequestQuarantineContract(StoreKind.Sqlite);
