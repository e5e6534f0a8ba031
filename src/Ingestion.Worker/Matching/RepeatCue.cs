namespace Ingestion.Worker.Matching;

/// <summary>How plainly a message says that its matter was told before.</summary>
internal enum RepeatCue : byte
{
    None,

    /// <summary>"Still", "again", "when will": also who writes for the first time says so.</summary>
    Again,

    /// <summary>"Nobody came", "no answer", "a correction": after a first message or a call, or in the first message itself.</summary>
    Unanswered,

    /// <summary>"I wrote yesterday", "for the third time".</summary>
    Told,
}
