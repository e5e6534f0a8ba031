namespace Ingestion.Channels.Forms;

/// <summary>A form has nobody to connect to: the host's listener is tested by the host.</summary>
internal sealed class FormTest : IConnectionTest
{
    public Task<ConnectionReport> TestAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new ConnectionReport(true, "served by this worker, nothing to connect to"));
}
