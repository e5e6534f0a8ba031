namespace Ingestion.Worker.Tests.Machines;

/// <summary>What becomes of a message, as <c>expected.tsv</c> names it.</summary>
internal enum CorpusDecision
{
    /// <summary>A complaint and its acknowledgement.</summary>
    Answer,

    /// <summary>A complaint, its acknowledgement held back.</summary>
    Hold,

    /// <summary>A complaint without an acknowledgement.</summary>
    None,

    /// <summary>A machine's report, and no complaint.</summary>
    Report,
}
