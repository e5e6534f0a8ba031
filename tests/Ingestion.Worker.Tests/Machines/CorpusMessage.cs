namespace Ingestion.Worker.Tests.Machines;

/// <summary>A message of the corpus and what is to become of it.</summary>
/// <param name="Language">The folder: tr, az, fa or en.</param>
/// <param name="File">A mail as a server gives it (<c>.eml</c>), or an SMS or chat message with its sender (<c>.sms</c>, <c>.chat</c>).</param>
/// <param name="Sort">What it is.</param>
/// <param name="IsHuman">A person wrote it.</param>
/// <param name="Expected">The decision.</param>
internal sealed record CorpusMessage(string Language, string File, string Sort, bool IsHuman, CorpusDecision Expected)
{
    public string Path => System.IO.Path.Combine(Corpus.Folder, Language, File);
}
