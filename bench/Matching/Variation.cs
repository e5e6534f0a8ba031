namespace Ingestion.Bench.Matching;

/// <summary>How a message of the corpus came about.</summary>
internal enum Variation
{
    /// <summary>The first of its matter, in its own words.</summary>
    First,

    /// <summary>The first of its matter, told with the sentences of another matter of the customer: another thing, or the same thing ordered again.</summary>
    SameWords,

    /// <summary>A real text, the only one of its matter.</summary>
    Noise,

    /// <summary>The same text on another channel.</summary>
    Copied,
    Typos,

    /// <summary>ASCII letters in Turkish and Azerbaijani, Arabic letters and no joiners in Persian, no capitals and signs in English.</summary>
    Spelling,

    /// <summary>Digits of another script.</summary>
    Digits,

    /// <summary>Other sentences, the same number.</summary>
    Paraphrased,

    /// <summary>Other sentences, no number.</summary>
    ParaphrasedBare,

    /// <summary>A new sentence above the quoted text.</summary>
    Quoted,
    Forwarded,

    /// <summary>One sentence of it, as a short message.</summary>
    Shortened,

    /// <summary>The same with more below.</summary>
    Extended,

    /// <summary>Asks for news and says nothing else.</summary>
    Nudge,

    /// <summary>Short messages in one chat, seconds apart.</summary>
    Session,

    /// <summary>A campaign's text with a name below.</summary>
    Campaign,

    /// <summary>A campaign's text changed by who sends it: typos, spelling, own sentences, a cut.</summary>
    CampaignChanged,

    /// <summary>A letter passed on among customers, with their own numbers and slots.</summary>
    SharedLetter,

    /// <summary>An incident in the customer's own words.</summary>
    Incident,

    /// <summary>An incident on the same day as one of the same sort in another place.</summary>
    TwinIncident,
}
