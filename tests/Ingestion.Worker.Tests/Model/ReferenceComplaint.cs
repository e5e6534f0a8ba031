using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Model;

/// <summary>A complaint of the model.</summary>
internal sealed class ReferenceComplaint(ContactPoint? opener)
{
    /// <summary>Who opened it; null where nobody knows.</summary>
    public ContactPoint? Opener => opener;

    /// <summary>The pool's id, once it is known.</summary>
    public long? Id { get; set; }

    /// <summary>The tracking number, once it is known: it must never change.</summary>
    public string Number { get; set; } = "";

    /// <summary>The one that an operator put this one into; null while it stands for itself.</summary>
    public ReferenceComplaint? MergedInto { get; set; }

    public string Status { get; set; } = "received";

    /// <summary>The one that goes on with its matter.</summary>
    public ReferenceComplaint Last => MergedInto?.Last ?? this;

    public List<ReferenceMessage> Messages { get; } = [];

    /// <summary>Changes told to downstream, the opening included.</summary>
    public int Version { get; set; } = 1;
}
