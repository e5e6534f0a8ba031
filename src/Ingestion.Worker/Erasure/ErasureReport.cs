using Ingestion.Worker.Inbox;

namespace Ingestion.Worker.Erasure;

/// <summary>What an erasure took, or would take.</summary>
/// <param name="Messages">The messages, their copies and versions among them.</param>
/// <param name="Emptied">How many of them still had content.</param>
/// <param name="TrackingNumbers">The complaints that they stand in, by their twelve digits.</param>
/// <param name="Answers">Answers to them.</param>
/// <param name="Points">Contact points that nothing else names.</param>
/// <param name="Requests">Refused requests in quarantine that name one of the messages or points.</param>
/// <param name="Files">The content's hashes of their attachments.</param>
internal sealed record ErasureReport(IReadOnlyList<ErasableMessage> Messages, int Emptied, IReadOnlyList<string> TrackingNumbers, int Answers, int Points, int Requests, IReadOnlyList<string> Files);
