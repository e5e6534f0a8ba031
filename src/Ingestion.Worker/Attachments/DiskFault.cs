namespace Ingestion.Worker.Attachments;

/// <summary>Short stable words for what a disk says when it does not take a file.</summary>
internal static class DiskFault
{
    public static bool Is(Exception fault) => fault is IOException or UnauthorizedAccessException;

    /// <summary><c>full</c>, <c>nearly-full</c>, <c>read-only</c>, <c>quota</c>, <c>io-error</c>, <c>not-writable</c>; else the exception's name.</summary>
    public static string CodeOf(Exception fault) => fault switch
    {
        NearlyFullException => "nearly-full",
        UnauthorizedAccessException => "not-writable",
        _ => OperatingSystem.IsWindows() ? CodeOfWindows(fault) : CodeOfUnix(fault),
    };

    /// <summary>The error number, which .NET keeps there.</summary>
    private static string CodeOfUnix(Exception fault) => fault.HResult switch
    {
        5 => "io-error",
        28 => "full",
        30 => "read-only",
        122 => "quota",
        _ => fault.GetType().Name,
    };

    private static string CodeOfWindows(Exception fault) => (fault.HResult & 0xFFFF) switch
    {
        0x13 => "read-only",
        0x1D or 0x1E => "io-error",
        0x27 or 0x70 => "full",
        _ => fault.GetType().Name,
    };
}
