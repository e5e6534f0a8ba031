namespace Ingestion.Bench.Matching.Cost;

/// <summary>One batch of one pool.</summary>
/// <param name="Decide">Loading and deciding alone, in a transaction that is taken back; milliseconds.</param>
/// <param name="Whole">Loading, deciding and writing with the commit; milliseconds.</param>
/// <param name="Cpu">Milliseconds of processors for deciding twice and writing once, this process and the database's together.</param>
/// <param name="Compare">Comparing the batch's complaints with those of other customers; milliseconds.</param>
/// <param name="CompareCpu">Milliseconds of processors for that.</param>
internal readonly record struct CostSample(double Decide, double Whole, double Cpu, double Compare, double CompareCpu);
