namespace Ingestion.Channels;

/// <summary>The live test behind <c>check</c>: connects, logs in, reads and changes nothing.</summary>
public interface IConnectionTest
{
    /// <summary>
    /// Returns what was found. A failure that an operator can mend is a result, not an exception; texts hold no secret.
    /// </summary>
    Task<ConnectionReport> TestAsync(CancellationToken cancellationToken);
}
