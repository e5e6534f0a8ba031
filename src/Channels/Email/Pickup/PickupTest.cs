namespace Ingestion.Channels.Email.Pickup;

/// <summary>Looks whether the folder is there; writes nothing.</summary>
internal sealed class PickupTest : IConnectionTest
{
    private readonly string _folder;

    public PickupTest(string folder) => _folder = folder;

    public Task<ConnectionReport> TestAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(_folder).Take(1).Count();
            return Task.FromResult(new ConnectionReport(true, "the pickup folder is there"));
        }
        catch (DirectoryNotFoundException)
        {
            return Task.FromResult(new ConnectionReport(false, "the pickup folder does not exist: create it and let the service's user write into it"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(new ConnectionReport(false, "the pickup folder cannot be read: give the service's user access to it"));
        }
    }
}
