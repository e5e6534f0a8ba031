namespace Ingestion.Bench.Matching;

/// <summary>Pairs that are together in truth, by decision, and in both.</summary>
internal sealed class Tally
{
    public long True { get; private set; }

    public long Decided { get; private set; }

    public long Both { get; private set; }

    public double Precision => Decided == 0 ? 1 : (double)Both / Decided;

    public double Recall => True == 0 ? 1 : (double)Both / True;

    public void Add(bool together, bool decided)
    {
        True += together ? 1 : 0;
        Decided += decided ? 1 : 0;
        Both += together && decided ? 1 : 0;
    }
}
