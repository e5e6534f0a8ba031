using System.Globalization;

namespace Ingestion.Worker.Tests.Model;

/// <summary>
/// One thing that happens. Its choices are taken modulo what there is to choose from at that moment, so that a sequence stays one when
/// steps are taken out of it; a step that has nothing to choose from does nothing.
/// </summary>
/// <param name="Kind">What happens.</param>
/// <param name="Which">Chooses the message, room or contact that it is about.</param>
/// <param name="Who">Chooses who does it.</param>
/// <param name="How">Chooses the way.</param>
/// <param name="Minutes">Time that has passed since the step before.</param>
/// <param name="Together">Decided in one batch with the step before.</param>
internal sealed record Step(StepKind Kind, int Which, int Who, int How, int Minutes, bool Together)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind}(which {Which}, who {Who}, how {How}){(Minutes == 0 ? "" : $" after {Minutes} min")}{(Together ? ", in one batch with the one before" : "")}");
}
