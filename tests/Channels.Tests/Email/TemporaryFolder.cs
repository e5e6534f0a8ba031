namespace Channels.Tests.Email;

/// <summary>An empty folder for one test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ingestion-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
