namespace Ingestion.Channels.Forms;

/// <summary>One entry that cannot be taken as it is.</summary>
/// <param name="Field">A name of <see cref="FormField"/>, or a JSON program's own.</param>
/// <param name="Code">Short and stable, for programs: <c>required</c>.</param>
/// <param name="Text">For people, in the page's language.</param>
internal sealed record FormFault(string Field, string Code, string Text);
