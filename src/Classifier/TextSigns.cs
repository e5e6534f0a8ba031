namespace Ingestion.Classifier;

/// <summary>What the letters of a text say before they are folded together.</summary>
internal struct TextSigns
{
    public int Latin;
    public int ArabicScript;
    public int OtherScript;

    /// <summary>ə: written in Azerbaijani alone among our languages.</summary>
    public int Schwa;

    /// <summary>ğ, ş, ı, İ, ç: Turkish and Azerbaijani.</summary>
    public int Turkic;

    /// <summary>q without a following u: Azerbaijani.</summary>
    public int BareQ;

    /// <summary>x, which Turkish does not write.</summary>
    public int X;

    /// <summary>w, which neither Turkish nor Azerbaijani writes.</summary>
    public int W;

    /// <summary>پ چ ژ گ and the Persian code points of ک and ی.</summary>
    public int Persian;

    /// <summary>Letters of Arabic, Urdu, Kurdish or Uyghur that Persian does not write.</summary>
    public int OtherArabic;

    /// <summary>ñ, ß, ø, å and the like, which none of our languages writes.</summary>
    public int OtherLatin;

    /// <summary>ҹ and ҝ: Azerbaijani in Cyrillic.</summary>
    public int AzerbaijaniCyrillic;

    public int Words;
    public int QuestionMarks;

    /// <summary>Counts letters of one sort.</summary>
    public void Add(LetterSort sort, int times)
    {
        switch (sort)
        {
            case LetterSort.Latin or LetterSort.Q:
                Latin += times;
                break;
            case LetterSort.X:
                Latin += times;
                X += times;
                break;
            case LetterSort.W:
                Latin += times;
                W += times;
                break;
            case LetterSort.Schwa:
                Latin += times;
                Schwa += times;
                break;
            case LetterSort.ClearlyTurkic:
                Latin += times;
                Turkic += 2 * times;
                break;
            case LetterSort.Turkic:
                Latin += times;
                Turkic += times;
                break;
            case LetterSort.OtherLatin:
                Latin += times;
                OtherLatin += times;
                break;
            case LetterSort.Persian:
                ArabicScript += times;
                Persian += times;
                break;
            case LetterSort.OtherArabic:
                ArabicScript += times;
                OtherArabic += times;
                break;
            case LetterSort.Arabic:
                ArabicScript += times;
                break;
            case LetterSort.AzerbaijaniCyrillic:
                OtherScript += times;
                AzerbaijaniCyrillic += times;
                break;
            case LetterSort.OtherScript:
                OtherScript += times;
                break;
            case LetterSort.QuestionMark:
                QuestionMarks += times;
                break;
        }
    }
}
