using System.Globalization;

namespace Ingestion.Worker.Tests.Model;

/// <summary>
/// A sequence on its way: turns its steps into messages of customers whom no other sequence knows, asks the model what must become of them, and
/// compares that with what became of them.
/// </summary>
/// <param name="name">Tells it from all others in the store.</param>
/// <param name="steps">What happens.</param>
/// <param name="start">When it begins.</param>
internal sealed class SequenceRun(string name, IReadOnlyList<Step> steps, DateTimeOffset start)
{
    private readonly SequenceWriter writer = new(name);
    private DateTimeOffset now = start;
    private int next;

    public ReferencePool Pool { get; } = new();

    private SequenceOperator Operator => new(Pool, writer.Points);

    public List<ReferenceMessage> Messages => writer.Messages;

    /// <summary>Where the pool is not as the model says; null while it is.</summary>
    public string? Problem { get; private set; }

    public bool IsOver => next == steps.Count || Problem is not null;

    public void Fail(string problem) => Problem ??= string.Create(CultureInfo.InvariantCulture, $"after step {next}: {problem}");

    /// <summary>The next round, already decided by the model; empty when nothing is left.</summary>
    public Turn Take()
    {
        var turn = new Turn();
        while (!IsOver)
        {
            var step = steps[next];
            var isWord = SequenceOperator.Says(step.Kind);
            if (!turn.IsEmpty && (!step.Together || isWord || turn.Word is not null))
            {
                break;
            }

            next++;
            now = now.AddMinutes(step.Minutes);
            if (isWord)
            {
                turn.Word = Operator.WordOf(step, Messages);
            }
            else if (writer.Write(step, now) is { } message)
            {
                turn.Offers.Add(message);
                if (message.Outcome is null)
                {
                    Pool.Decide(message);
                }
            }
        }

        return turn;
    }

    /// <summary>Compares what the ledger says of a message with the model.</summary>
    public void Check(ReferenceMessage message, string? outcome, long? complaintId, Func<long, string?> numberOfNew)
    {
        if (outcome != message.Outcome)
        {
            Fail($"{message} is {outcome ?? "nowhere"} and not {message.Outcome}");
        }
        else if (message.Complaint is { Id: null } opened && complaintId is { } id)
        {
            if (numberOfNew(id) is not { } number || Pool.Complaints.Exists(complaint => complaint.Id == id || complaint.Number == number))
            {
                Fail($"{message} opened no complaint of its own but is in one that was there");
                return;
            }

            opened.Id = id;
            opened.Number = number;
        }
        else if (complaintId != message.Complaint?.Id)
        {
            Fail($"{message} is in {Named(complaintId)} and not in {Named(message.Complaint?.Id)}");
        }
    }

    private string Named(long? complaintId) => complaintId is null ? "no complaint"
        : Pool.Complaints.FindIndex(complaint => complaint.Id == complaintId) is >= 0 and var index ? $"its complaint {index + 1}"
        : "a complaint of nobody here";
}
