namespace Ingestion.Worker.Demo;

/// <summary>One message of the demo's story.</summary>
internal sealed record DemoSample
{
    /// <summary>What the reader of the screen should look for.</summary>
    public required string Title { get; init; }

    /// <summary>mail, chat or form.</summary>
    public required string Entrance { get; init; }

    public required string Language { get; init; }

    /// <summary>Mail address, chat user or the form's e-mail.</summary>
    public required string From { get; init; }

    public string Subject { get; init; } = "";

    public required string Text { get; init; }

    /// <summary>For a redelivery: the sample that is sent once more, unchanged.</summary>
    public string? Repeats { get; init; }

    /// <summary>The sample whose tracking number stands in the subject.</summary>
    public string? QuotesNumberOf { get; init; }

    /// <summary>Further mail headers.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];
}
