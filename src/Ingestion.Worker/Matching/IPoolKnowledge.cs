namespace Ingestion.Worker.Matching;

/// <summary>How common things are among the messages of the pool: loaded before a batch is decided, so that deciding does no I/O.</summary>
internal interface IPoolKnowledge
{
    WordFrequency Words { get; }

    /// <summary>Messages that come in an hour; infinite while that is not known.</summary>
    float PerHour { get; }

    /// <summary>Complaints that name a number, without the message that is decided.</summary>
    int ComplaintsNaming(string number);
}
