using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ingestion.Channels;
using Ingestion.Worker.Intake.Machines;
using Ingestion.Worker.Outbox;
using Ingestion.Worker.Settings;

namespace Ingestion.Worker.Intake.Budgets;

/// <summary>
/// How many answers may leave to one mailbox, domain, network, text and country: what a robot that changes its address cannot change all at once. Windows
/// are hours and days of UTC. Batches that are decided at the same moment do not see each other's counts, so that a burst can overrun a budget by what
/// one batch of each worker holds of it.
/// </summary>
internal static class AnswerBudgets
{
    /// <summary>What an answer to this message would be counted by: for its sender, and for where it wants an answer when that is another one.</summary>
    public static IEnumerable<AnswerBudget> Of(Submission submission, DateTimeOffset now)
    {
        var content = submission.Content;
        foreach (var budget in OfMessage(submission, now))
        {
            yield return budget;
        }

        if (content.ReplyTo is { } replyTo)
        {
            foreach (var budget in OfPoint(replyTo, now))
            {
                yield return budget;
            }
        }

        if (content.Sender is { } sender && sender != content.ReplyTo)
        {
            foreach (var budget in OfPoint(sender, now))
            {
                yield return budget;
            }
        }
    }

    /// <summary>The same for an answer that goes to one of them.</summary>
    public static IEnumerable<AnswerBudget> Of(Submission submission, ContactPoint recipient, DateTimeOffset now) => OfPoint(recipient, now).Concat(OfMessage(submission, now));

    /// <summary>The reason that stands beside an answer which found its budget used up, and the most that it allows.</summary>
    public static (string Reason, int Most) Limit(BudgetScope scope, AcknowledgementSettings settings) => scope switch
    {
        BudgetScope.Mailbox => ("address-budget-used", settings.PerAddressPerDay),
        BudgetScope.Domain => ("domain-budget-used", settings.PerDomainPerHour),
        BudgetScope.Network => ("network-budget-used", settings.PerNetworkPerHour),
        BudgetScope.Text => ("text-budget-used", settings.PerTextPerHour),
        BudgetScope.Country => ("country-budget-used", settings.PerCountryPerHour),
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };

    private static IEnumerable<AnswerBudget> OfMessage(Submission submission, DateTimeOffset now)
    {
        if (submission.Content.Network is { } network)
        {
            yield return InHour(BudgetScope.Network, network, now);
        }

        if (submission.TextKey is { } text)
        {
            yield return InHour(BudgetScope.Text, text.ToString("n", CultureInfo.InvariantCulture), now);
        }
    }

    private static IEnumerable<AnswerBudget> OfPoint(ContactPoint point, DateTimeOffset now)
    {
        var value = point.Folded().Value;
        if (point.Kind == ContactPointKind.Email)
        {
            var plain = Mailboxes.Key(value);
            if (!string.Equals(plain, value, StringComparison.Ordinal) || Mailboxes.HasManySpellings(plain))
            {
                yield return new(BudgetScope.Mailbox, KeyOf(BudgetScope.Mailbox, plain, new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero), TimeSpan.FromDays(1)));
            }

            var domain = value[(value.LastIndexOf('@') + 1)..];
            if (!SharedDomains.Contains(domain))
            {
                yield return InHour(BudgetScope.Domain, OwnedDomain.Of(domain), now);
            }
        }
        else if (point.Kind == ContactPointKind.Phone && value.Length > 6)
        {
            yield return InHour(BudgetScope.Domain, value[..^3], now);
            yield return InHour(BudgetScope.Country, CallingCode.Of(value), now);
        }
    }

    private static AnswerBudget InHour(BudgetScope scope, string value, DateTimeOffset now) =>
        new(scope, KeyOf(scope, value, new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero), TimeSpan.FromHours(1)));

    // no address stands in the table
    private static BudgetKey KeyOf(BudgetScope scope, string value, DateTimeOffset began, TimeSpan length)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{scope}\n{began.UtcTicks}\n{value}")), hash);
        return new BudgetKey(new Guid(hash[..16]), began + length);
    }
}
