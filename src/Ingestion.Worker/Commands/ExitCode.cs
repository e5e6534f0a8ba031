namespace Ingestion.Worker.Commands;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>Done; for <c>run</c>: stopped as asked.</summary>
    public const int Done = 0;

    /// <summary>Tried and failed: a check that failed, nothing found, a store that refuses.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong; nothing was tried.</summary>
    public const int Usage = 2;

    /// <summary>The settings are wrong; nothing was tried. Starting again does not help.</summary>
    public const int Settings = 3;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
