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

    public void Count(char character, char next)
    {
        switch (character)
        {
            case 'q' or 'Q':
                Latin++;
                BareQ += next is 'u' or 'U' ? 0 : 1;
                break;
            case 'x' or 'X':
                Latin++;
                X++;
                break;
            case 'w' or 'W':
                Latin++;
                W++;
                break;
            case (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'):
                Latin++;
                break;
            case '?' or '\u061F' or '\uFF1F':
                QuestionMarks++;
                break;
            case < '\u0080':
                break;
            case 'ə' or 'Ə':
                Latin++;
                Schwa++;
                break;
            case 'ğ' or 'Ğ' or 'ş' or 'Ş' or 'ı' or 'İ':
                Latin++;
                Turkic += 2;
                break;
            case 'ç' or 'Ç' or 'ö' or 'Ö' or 'ü' or 'Ü':
                Latin++;
                Turkic++;
                break;
            case 'â' or 'î' or 'û' or 'Â' or 'Î' or 'Û':
                Latin++;
                break;
            case 'پ' or 'چ' or 'ژ' or 'گ' or 'ک' or 'ی':
                ArabicScript++;
                Persian++;
                break;
            case 'ة' or 'ى' or 'إ' or 'ٹ' or 'ڈ' or 'ڑ' or 'ں' or 'ے' or 'ہ' or 'ھ' or 'ە' or 'ێ' or 'ۆ' or 'ڵ' or 'ۇ' or 'ې' or 'ۋ' or 'ڭ' or 'ټ' or 'ډ' or 'ړ' or 'ښ' or 'ڼ' or 'ڪ' or 'ٿ' or 'ڏ':
                ArabicScript++;
                OtherArabic++;
                break;
            case >= '\u0620' and <= '\u06D5':
                ArabicScript += char.IsLetter(character) ? 1 : 0;
                break;
            case 'ҹ' or 'Ҹ' or 'ҝ' or 'Ҝ':
                OtherScript++;
                AzerbaijaniCyrillic++;
                break;
            case < '\u0250' or (>= '\u1E00' and <= '\u1EFF'):
                if (char.IsLetter(character))
                {
                    Latin++;
                    OtherLatin++;
                }

                break;
            default:
                OtherScript += char.IsLetter(character) ? 1 : 0;
                break;
        }
    }
}
