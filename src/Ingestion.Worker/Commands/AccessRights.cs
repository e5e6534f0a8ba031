using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Ingestion.Worker.Commands;

/// <summary>Asks the system for a right without trying it out: <c>check</c> leaves no trace.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class AccessRights
{
    private const int Write = 2;

    public static bool MayWrite(string folder) => Access(folder, Write) == 0;

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
