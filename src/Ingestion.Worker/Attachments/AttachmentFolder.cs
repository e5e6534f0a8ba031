using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Attachments;

/// <summary>Where the files are.</summary>
internal static class AttachmentFolder
{
    public static string Of(WorkerSettings settings)
    {
        if (settings.Attachments.Folder is { Length: > 0 } folder)
        {
            return Path.GetFullPath(folder);
        }

        return settings.Database.Store == "sqlite"
            ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(settings.Database.File))!, "attachments")
            : Path.GetFullPath(Path.Combine("data", "attachments"));
    }
}
