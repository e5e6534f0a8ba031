namespace Ingestion.Worker.Commands;

/// <summary>What would be made at the first start is looked at where it would begin.</summary>
internal static class FirstFolder
{
    /// <summary>The nearest above this path that exists: a folder, or a file that is in the way.</summary>
    public static string Above(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        while (!Path.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    public static bool MayWrite(string folder) => OperatingSystem.IsWindows() || AccessRights.MayWrite(folder);
}
