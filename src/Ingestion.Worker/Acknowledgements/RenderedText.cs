namespace Ingestion.Worker.Acknowledgements;

/// <summary>An acknowledgement in words.</summary>
/// <param name="Subject">One line; empty where the medium has no subject.</param>
/// <param name="Text">Plain text, lines ended by LF, no trailing white space.</param>
/// <param name="Html">The same as an HTML document for e-mail and forms; null elsewhere.</param>
internal sealed record RenderedText(string Subject, string Text, string? Html);
