using System.Globalization;
using Ingestion.Channels;
using Ingestion.Worker.Complaints;

namespace Ingestion.Bench.Matching.Cost;

/// <summary>
/// The messages that are decided: two of five come from new customers, and one each is a repeat contact, another matter of a known customer and a
/// message that quotes its number.
/// </summary>
internal sealed class CostMessages(PoolPlan plan, IReadOnlyList<PoolText> fresh, int seed)
{
    private readonly Random random = new(seed);
    private int written;

    public List<InboundMessage> Write(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    private InboundMessage Next()
    {
        var number = ++written;
        var text = fresh[random.Next(fresh.Count)].Text;
        var known = plan.WithItsOwnText(random.Next(plan.Complaints));
        return (number % 5) switch
        {
            0 or 1 => Mail(string.Create(CultureInfo.InvariantCulture, $"new{number}@customer.example"), text, number),
            2 => Mail(PoolPlan.Address(plan.Contact(known)), $"{plan.Text(known).Text} {fresh[number % fresh.Count].Text[..12]}", number),
            3 => Mail(PoolPlan.Address(plan.Contact(known)), text, number),
            _ => Mail(PoolPlan.Address(plan.Contact(known)), $"{PoolPlan.Number(known)}: {text}", number),
        };
    }

    private static InboundMessage Mail(string from, string text, int number) => new()
    {
        Medium = Medium.Email,
        Sender = new ContactPoint(ContactPointKind.Email, from),
        ReplyTo = new ContactPoint(ContactPointKind.Email, from),
        Text = text,
        MessageId = string.Create(CultureInfo.InvariantCulture, $"<cost-{number}@customer.example>"),
        Fingerprint = BitConverter.GetBytes(number).Concat(new byte[28]).ToArray(),
    };
}
