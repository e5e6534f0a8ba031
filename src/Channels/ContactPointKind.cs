namespace Ingestion.Channels;

public enum ContactPointKind
{
    Email,
    Phone,
    Handle,
}
