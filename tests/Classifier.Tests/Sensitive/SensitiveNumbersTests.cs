using System.Text;
using Ingestion.Classifier.Sensitive;
using Xunit;

namespace Classifier.Tests.Sensitive;

public sealed class SensitiveNumbersTests
{
    private const int Rounds = 3_000;

    private static readonly string[] Separators = ["", " ", "-", "\u00A0", "\u2013", ".", " - ", "\u200C", "\u200E "];
    private static readonly (string Before, string After)[] Surroundings =
    [
        ("", ""), ("kart no: ", ""), ("Kartım ", " çalındı, acil"), ("شماره من ", " است"), ("My number is ", "."), ("(", ")"), ("nömrə=", ", 12/27"), ("No:\t", "\n2026-11-22 10:15"),
    ];

    [Fact]
    public void Find_AnyCardInAnySpelling_IsFoundAndItsNeighbourIsNot()
    {
        var random = new Random(1);
        string[] starts = ["4", "51", "55", "2221", "2720", "34", "37", "6011", "62", "65", "9792", "6037", "6219", "5022", "9919", "5859"];
        for (var i = 0; i < Rounds; i++)
        {
            var start = starts[random.Next(starts.Length)];
            var digits = WithLuhn(start + Digits(random, (start is "34" or "37" ? 14 : 15) - start.Length));
            Check(random, digits, SensitiveKind.Card, WithWrongCheck(random, digits));
        }
    }

    [Fact]
    public void Find_AnyTurkishIdentityNumberInAnySpelling_IsFoundAndItsNeighbourIsNot()
    {
        var random = new Random(2);
        for (var i = 0; i < Rounds; i++)
        {
            var digits = Turkish(random);
            Check(random, digits, SensitiveKind.TurkishId, WithWrongCheck(random, digits));
        }
    }

    [Fact]
    public void Find_AnyIranianNationalCodeInAnySpelling_IsFoundWhereItIsNamed()
    {
        var random = new Random(3);
        for (var i = 0; i < Rounds; i++)
        {
            var nine = (char)('0' + random.Next(7)) + Digits(random, 8);
            var rest = nine.Select((digit, place) => (digit - '0') * (10 - place)).Sum() % 11;
            var digits = nine + (char)('0' + (rest < 2 ? rest : 11 - rest));
            var wrong = nine + (char)('0' + ((digits[9] - '0' + 1 + random.Next(9)) % 10));
            var (spelled, other) = (Spell(random, digits, 3), Spell(random, wrong, 3));
            Assert.Equal(SensitiveKind.IranianId, Assert.Single(SensitiveNumbers.Find("کد ملی من " + spelled)).Kind);
            Assert.Equal(SensitiveKind.IranianId, Assert.Single(SensitiveNumbers.Find("my national code is " + spelled)).Kind);
            Assert.Empty(SensitiveNumbers.Find("کد ملی من " + other));
            Assert.Empty(SensitiveNumbers.Find("siparişim " + spelled + " gelmedi"));
        }
    }

    [Fact]
    public void Find_AnyAccountInAnySpelling_IsFoundAndItsNeighbourIsNot()
    {
        var random = new Random(4);
        const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
        for (var i = 0; i < Rounds; i++)
        {
            var country = (i % 3) switch { 0 => "TR", 1 => "IR", _ => "AZ" };
            var body = country == "AZ" ? string.Concat(Enumerable.Range(0, 4).Select(_ => Letters[random.Next(Letters.Length)])) + Digits(random, 20) : Digits(random, 22);
            var check = 98 - Mod97(body + country + "00");
            var account = $"{country}{check:00}{body}";
            var wrong = $"{country}{(check + 1 + random.Next(90)) % 97:00}{body}";
            var written = string.Join(random.Next(3) switch { 0 => "", 1 => " ", _ => "-" }, account.Chunk(4).Select(four => new string(four)));
            var wrongWritten = string.Join(" ", wrong.Chunk(4).Select(four => new string(four)));
            if (random.Next(2) == 0)
            {
                written = written.ToLowerInvariant();
            }

            var (before, after) = Surroundings[random.Next(Surroundings.Length)];
            var text = before + written + after;
            Assert.Contains(SensitiveNumbers.Find(text), number => number.Kind == SensitiveKind.Iban && text.Substring(number.Start, number.Length) == written);
            Assert.DoesNotContain(SensitiveNumbers.Find(before + wrongWritten + after), number => number.Kind == SensitiveKind.Iban);
        }
    }

    [Theory]
    [InlineData("FİN kodum 5ABC12D", "5ABC12D")]
    [InlineData("fin: 1a2b3c4", "1a2b3c4")]
    [InlineData("Mənim finim 7XYZ123, baxın", "7XYZ123")]
    [InlineData("ФИН код 6KLM890", "6KLM890")]
    [InlineData("fin kod - 1234567", "1234567")]
    [InlineData("6HY78KD fin kodumdur", "6HY78KD")]
    [InlineData("Vəsiqəm AA1234567, 6HY78KD - finim budur", "6HY78KD")]
    public void Find_FinBehindItsName_IsFound(string text, string fin)
    {
        var found = Assert.Single(SensitiveNumbers.Find(text));
        Assert.Equal((SensitiveKind.AzerbaijaniId, fin), (found.Kind, text.Substring(found.Start, found.Length)));
    }

    [Theory]
    [InlineData("final order 5ABC12D is late")]
    [InlineData("please find my order 1234567")]
    [InlineData("finans 1234567")]
    [InlineData("5ABC12D")]
    [InlineData("fin balığı 12 ədəd")]
    [InlineData("FİN kodumu dəyişdim, sifariş 1234567")]
    [InlineData("1234567 fin kodum deyil")]
    public void Find_SevenSignsWithoutTheName_AreNothing(string text) => Assert.Empty(SensitiveNumbers.Find(text));

    [Theory]
    [InlineData("0532 123 45 67")]
    [InlineData("+90 532 123 45 67")]
    [InlineData("+994501234567")]
    [InlineData("سفارش ۰۹۱۲۳۴۵۶۷۸۹")]
    [InlineData("2026-11-22 10:15:30")]
    [InlineData("22.11.2026 1.250,00 TL")]
    [InlineData("0000 0000 0000 0000")]
    [InlineData("1111 1111 1111 1111")]
    public void Find_PhonesDatesAndAmounts_AreNothing(string text) => Assert.Empty(SensitiveNumbers.Find(text));

    [Theory]
    [InlineData("kartım 4111/1111/1111/1111", "4111/1111/1111/1111")]
    [InlineData("4111,1111,1111,1111, 12/27, 123", "4111,1111,1111,1111")]
    [InlineData("card 4111 | 1111 | 1111 | 1111", "4111 | 1111 | 1111 | 1111")]
    [InlineData("kart\n4111\n1111\n1111\n1111\ntel", "4111\n1111\n1111\n1111")]
    [InlineData("4111*1111*1111*1111", "4111*1111*1111*1111")]
    [InlineData("kartno4111111111111111 bloke", "4111111111111111")]
    [InlineData("Visa4111111111111111", "4111111111111111")]
    [InlineData("TCKN10000000146", "10000000146")]
    [InlineData("tc10000000146 ali", "10000000146")]
    [InlineData("کدملی۰۰۸۴۵۷۵۹۴۸", "۰۰۸۴۵۷۵۹۴۸")]
    [InlineData("kode meli:0084575948", "0084575948")]
    [InlineData("kodmeli 0084575948", "0084575948")]
    [InlineData("code melim 0084575948 hast", "0084575948")]
    public void Find_AsPeopleWriteThem_AreFound(string text, string number)
    {
        var found = Assert.Single(SensitiveNumbers.Find(text));
        Assert.Equal(number, text.Substring(found.Start, found.Length));
    }

    [Theory]
    [InlineData("ödemeli 0084575948 kargom")]
    [InlineData("Melih 0084575948")]
    [InlineData("sipariş ABC4111111111111111")]
    [InlineData("PRODTC10000000146")]
    [InlineData("4111/1111/1111/1112")]
    [InlineData("12/11/2026, 13/11/2026, 14/11/2026")]
    [InlineData("100,000,001,46 TL")]
    public void Find_WordsAndListsLikeThem_AreNothing(string text) => Assert.Empty(SensitiveNumbers.Find(text));

    [Fact]
    public void Find_TrackingAndOrderNumbers_AreHardlyEverMistaken()
    {
        var random = new Random(5);
        var mistaken = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var digits = Digits(random, 12);
            Assert.Empty(SensitiveNumbers.Find($"Takip numaram {digits[..4]}-{digits[4..8]}-{digits[8..]}, kargom gelmedi"));
            Assert.Empty(SensitiveNumbers.Find($"{digits}"));
            mistaken += SensitiveNumbers.Find($"Sipariş no {Digits(random, 6 + random.Next(8))} hâlâ gelmedi").Count;
        }

        // Eleven digits are an identity number by chance in one of a hundred.
        Assert.True(mistaken < 20_000 / 400, $"{mistaken} of 20,000 order numbers of 6 to 13 digits");
    }

    [Fact]
    public void Find_OurOwnTexts_HoldNone()
    {
        foreach (var language in LabelledText.Languages)
        {
            Assert.All(LabelledText.Read(language), text => Assert.Empty(SensitiveNumbers.Find(text.Text)));
        }
    }

    [Theory]
    [InlineData("Kart 4111 1111 1111 1111, TC 10000000146.", "Kart **** **** **** 1111, TC *********46.")]
    [InlineData("tr33 0006 1005 1978 6457 8413 26", "**** **** **** **** **** **13 26")]
    [InlineData("کد ملی ۰۰۸۴۵۷۵۹۴۸", "کد ملی ********۴۸")]
    [InlineData("FİN 5ABC12D", "FİN *****2D")]
    [InlineData("Sipariş 4829-1234-5678", "Sipariş 4829-1234-5678")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void Mask_Text_KeepsTheLastSigns(string? text, string? masked) => Assert.Equal(masked, SensitiveNumbers.Mask(text));

    [Fact]
    public void Mask_Twice_IsTheSame()
    {
        var random = new Random(6);
        for (var i = 0; i < 500; i++)
        {
            var once = SensitiveNumbers.Mask("a " + Spell(random, Turkish(random), 3) + ", " + WithLuhn("4" + Digits(random, 14)) + " b");
            Assert.Equal(once, SensitiveNumbers.Mask(once));
        }
    }

    [Fact]
    public void Find_ManyCardsInOneRow_AreAllFound()
    {
        var random = new Random(7);
        var cards = Enumerable.Range(0, 200).Select(_ => WithLuhn("5" + (char)('1' + random.Next(5)) + Digits(random, 13))).ToList();
        Assert.Equal(200, SensitiveNumbers.Find(string.Join(", ", cards)).Count);
        Assert.Equal(200, SensitiveNumbers.Find(string.Join(" ", cards)).Count);
    }

    [Fact]
    public void Find_AnyText_EndsWithinTheText()
    {
        var random = new Random(8);
        const string Signs = "0123456789 0123456789-۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩.TRIRAZfinFİN\u200C\u202E\uD800a";
        for (var i = 0; i < 5_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(120)).Select(_ => Signs[random.Next(Signs.Length)]));
            var end = 0;
            foreach (var number in SensitiveNumbers.Find(text))
            {
                Assert.True(number.Start >= end && number.Length > 0 && number.End <= text.Length, text);
                end = number.End;
            }
        }
    }

    private static void Check(Random random, string digits, SensitiveKind kind, string wrong)
    {
        var (before, after) = Surroundings[random.Next(Surroundings.Length)];
        var spelled = Spell(random, digits, 3);
        var text = before + spelled + after;
        Assert.Contains(SensitiveNumbers.Find(text), number => number.Kind == kind && text.Substring(number.Start, number.Length) == spelled);
        Assert.DoesNotContain(SensitiveNumbers.Find(before + Spell(random, wrong, 3) + after), number => number.Kind == kind);
    }

    /// <summary>With separators between groups of one size, in one of three sets of digits.</summary>
    private static string Spell(Random random, string digits, int least)
    {
        var separator = Separators[random.Next(Separators.Length)];
        var size = random.Next(4) == 0 ? random.Next(1, 3) : random.Next(least, 9);
        if (random.Next(2) == 0 && digits.Length == 16)
        {
            size = 4;
        }

        var zero = random.Next(3) switch { 0 => '٠', 1 => '۰', _ => '0' };
        var written = new StringBuilder();
        for (var i = 0; i < digits.Length; i++)
        {
            if (i > 0 && i % size == 0)
            {
                written.Append(separator);
            }

            written.Append((char)(zero + (digits[i] - '0')));
        }

        return written.ToString();
    }

    private static string Digits(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + random.Next(10))));

    private static string WithLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? (digit * 2 / 10) + (digit * 2 % 10) : digit;
        }

        return digits + (char)('0' + ((10 - (sum % 10)) % 10));
    }

    private static string WithWrongCheck(Random random, string digits) => digits[..^1] + (char)('0' + ((digits[^1] - '0' + 1 + random.Next(9)) % 10));

    private static string Turkish(Random random)
    {
        var nine = (char)('1' + random.Next(9)) + Digits(random, 8);
        int Sum(int from) => nine.Where((_, place) => place % 2 == from).Sum(digit => digit - '0');
        var tenth = (((Sum(0) * 7) - Sum(1)) % 10 + 10) % 10;
        return nine + tenth.ToString(System.Globalization.CultureInfo.InvariantCulture) + ((Sum(0) + Sum(1) + tenth) % 10).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static int Mod97(string text) => text.Aggregate(0, (rest, sign) => char.IsAsciiDigit(sign) ? ((rest * 10) + (sign - '0')) % 97 : ((rest * 100) + (sign - 'A') + 10) % 97);
}
