namespace Ingestion.Worker.Demo;

/// <summary>One message of the demo's story.</summary>
internal sealed record DemoSample
{
    /// <summary>What the reader of the screen should look for.</summary>
    public required string Title { get; init; }

    /// <summary>mail, chat, form, sms, telegram, x, queue or teams.</summary>
    public required string Entrance { get; init; }

    public required string Language { get; init; }

    /// <summary>Mail address, chat user, the form's e-mail or a phone number.</summary>
    public required string From { get; init; }

    public string Subject { get; init; } = "";

    public required string Text { get; init; }

    /// <summary>For a redelivery: the sample that is sent once more, unchanged.</summary>
    public string? Repeats { get; init; }

    /// <summary>An answer must arrive at the provider.</summary>
    public bool AwaitsAnswer { get; init; }

    /// <summary>Its acknowledgement waits until somebody has looked.</summary>
    public bool IsHeld { get; init; }

    /// <summary>The sample that this one changes.</summary>
    public string? Edits { get; init; }

    /// <summary>On X: the writer takes no direct messages from us.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The sample whose tracking number stands in the subject.</summary>
    public string? QuotesNumberOf { get; init; }

    /// <summary>Further mail headers.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];
}
