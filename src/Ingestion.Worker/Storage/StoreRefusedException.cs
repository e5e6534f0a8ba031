namespace Ingestion.Worker.Storage;

/// <summary>The store is not fit to run on; the message is one line for the operator and says what to change.</summary>
internal sealed class StoreRefusedException(string message, Exception? inner = null) : Exception(message, inner);
