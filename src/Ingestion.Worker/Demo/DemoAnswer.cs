namespace Ingestion.Worker.Demo;

/// <summary>An answer that arrived at a provider.</summary>
/// <param name="ProviderId">What the provider called it, which the worker keeps with its attempt.</param>
/// <param name="Way">SMS, chat message, direct message, public reply.</param>
internal sealed record DemoAnswer(string ProviderId, string Way, string Text)
{
    public bool IsPublic { get; init; }

    /// <summary>SMS that it was billed as.</summary>
    public int? Segments { get; init; }

    /// <summary>Query of the URL at which the provider is to report what became of it, with the question mark.</summary>
    public string? ReportQuery { get; init; }
}
