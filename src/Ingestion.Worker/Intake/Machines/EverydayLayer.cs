using Ingestion.Channels;

namespace Ingestion.Worker.Intake.Machines;

/// <summary>
/// Between which days, and with whom meanwhile: notes of absence say so, and so does every other complaint ("no water between 12 and 15 November, and in
/// this time nobody called"). It counts only beside a sign that the writer is away or that a program wrote.
/// </summary>
internal sealed class EverydayLayer : IWordLayer
{
    public const string Code = "words-meanwhile";

    private static readonly Phrases Wordings = new(
        "upon my return", "on my return", "my colleague",
        "tarihine kadar", "tarihleri arasında", "bu süre zarfında", "bu süre içinde", "çalışma arkadaşım", "iş arkadaşım", "mesai arkadaşım",
        "tarixinə qədər", "tarixinədək", "tarixlərində", "bu müddətdə", "həmkarım", "iş yoldaşım",
        "تا تاریخ", "از تاریخ", "در این مدت با", "همکارم", "همکار من");

    public MachineSign? Look(FoldedText text) => text.Holds(Wordings) ? new MachineSign(Code, MachineSignStrength.Hint) : null;
}
