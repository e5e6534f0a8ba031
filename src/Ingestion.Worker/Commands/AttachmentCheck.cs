using System.Globalization;
using Ingestion.Channels;

namespace Ingestion.Worker.Commands;

/// <summary>Looks whether the folder of attachments would take files, without leaving one there.</summary>
internal static class AttachmentCheck
{
    /// <param name="folder">Where they are kept; made at the first start.</param>
    /// <param name="keepFree">The disk is left this many bytes.</param>
    public static ConnectionReport Look(string folder, long keepFree)
    {
        var exists = Path.Exists(folder);
        var nearest = exists ? folder : FirstFolder.Above(folder);
        if (!Directory.Exists(nearest))
        {
            return new ConnectionReport(false, $"{folder}: {nearest} is a file");
        }

        if (!FirstFolder.MayWrite(nearest))
        {
            return new ConnectionReport(false, exists ? $"{folder}: no right to write there, or it is read-only" : $"{folder} does not exist and cannot be made: no right to write in {nearest}");
        }

        var free = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(nearest)! : nearest).AvailableFreeSpace;
        return free < keepFree
            ? new ConnectionReport(false, string.Create(CultureInfo.InvariantCulture, $"{folder}: its disk has {free / 1e6:N0} MB free, and Attachments:KeepFreeBytes are {keepFree / 1e6:N0} MB"))
            : new ConnectionReport(true, exists ? folder : folder + ", made when the first is kept");
    }
}
