namespace Ingestion.Worker.Matching;

/// <summary>The numbers that a message and a complaint have in common, by their rarity.</summary>
/// <param name="Disagree">Both name matters and none is the same.</param>
internal readonly record struct SharedNumbers(float Matter, float Plain, float Party, bool Disagree)
{
    public static SharedNumbers Of(IReadOnlyList<ReferenceNumber> message, IReadOnlyCollection<ReferenceNumber> complaint, IPoolKnowledge pool)
    {
        if (message.Count == 0 || complaint.Count == 0)
        {
            return default;
        }

        var (matter, plain, party) = (0f, 0f, 0f);
        var (mine, theirs) = (false, false);
        foreach (var number in message)
        {
            mine |= number.Sort == ReferenceSort.Matter;
            foreach (var other in complaint)
            {
                if (number.Value != other.Value)
                {
                    continue;
                }

                var rarity = number.Rarity(pool.ComplaintsNaming(number.Value));
                if (number.Sort == ReferenceSort.Party || other.Sort == ReferenceSort.Party)
                {
                    party = Math.Max(party, rarity);
                }
                else if (number.Sort == ReferenceSort.Matter || other.Sort == ReferenceSort.Matter)
                {
                    matter = Math.Max(matter, rarity);
                }
                else
                {
                    plain = Math.Max(plain, rarity);
                }
            }
        }

        foreach (var other in complaint)
        {
            theirs |= other.Sort == ReferenceSort.Matter;
        }

        return new SharedNumbers(matter, plain, party, mine && theirs && matter == 0 && plain == 0);
    }
}
