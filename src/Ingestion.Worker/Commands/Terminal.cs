namespace Ingestion.Worker.Commands;

/// <summary>Where a command writes.</summary>
internal sealed record Terminal
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Somebody watches: progress may be drawn and redrawn.</summary>
    public bool IsInteractive { get; init; }

    public static Terminal OfProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        IsInteractive = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb",
    };

    /// <summary>One line on standard error: line breaks within the text become spaces.</summary>
    public void Complain(string text) => Error.WriteLine("ingestion-worker: " + text.ReplaceLineEndings(" "));
}
